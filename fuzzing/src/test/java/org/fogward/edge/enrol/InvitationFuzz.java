package org.fogward.edge.enrol;

import java.util.List;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** What a person types or scans to enrol a gateway. */
public final class InvitationFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() {
        return Texts.seeds(
                "7K2M-93QA-0123-4567-89AB-CDEF",
                "fogward-enrol:https://fog.example:8443#7K2M-93QA-0123-4567-89AB-CDEF",
                "fogward-enrol:https://[::1]:8443#7k2m93qa0123456789abcdef",
                "fogward-enrol:http://fog#x");
    }

    @Override
    public void run(byte[] input) {
        try {
            Invitation invitation = Invitation.parse(Texts.of(input));
            invitation
                    .door()
                    .ifPresent(door -> Promise.that(
                            "https".equals(door.getScheme()) && door.getHost() != null, "door: not https"));
        } catch (IllegalArgumentException e) {
            Promise.namesField(e);
        }
    }
}
