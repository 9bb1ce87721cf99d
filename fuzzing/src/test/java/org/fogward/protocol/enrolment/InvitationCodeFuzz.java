package org.fogward.protocol.enrolment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** Invitation codes as a person types them. */
public final class InvitationCodeFuzz implements FuzzTarget {
    private static final String CODE = "7K2M-93QA-0123-4567-89AB-CDEF";

    @Override
    public List<byte[]> seeds() {
        return Stream.of(CODE, CODE.toLowerCase(java.util.Locale.ROOT), CODE.replace('-', ' '), "OIL", "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void run(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            InvitationCode code = InvitationCode.parse(text);
            Promise.same(code.text().length(), CODE.length());
            Promise.same(InvitationCode.parse(code.text()), code);
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
    }
}
