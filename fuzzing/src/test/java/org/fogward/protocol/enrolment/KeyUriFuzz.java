package org.fogward.protocol.enrolment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.identity.VerificationKey;

/** The URI that names a gateway's signing key in its certificate. */
public final class KeyUriFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        String uri =
                KeyUri.of(SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]).verificationKey());
        return Stream.of(uri, uri.replace("%3D", "="), uri.replace("%3D", ""), "urn:other", "urn:fogward:key:")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void run(byte[] input) {
        String uri = new String(input, StandardCharsets.UTF_8);
        try {
            Optional<VerificationKey> key = KeyUri.parse(uri);
            key.ifPresent(read -> {
                Promise.same(KeyUri.parse(KeyUri.of(read)), key);
                Promise.same(VerificationKey.parse(read.text()), read);
            });
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
    }
}
