package org.fogward.edge.link;

import java.util.Locale;
import java.util.stream.Stream;

/** Says what keeps a gateway from its fog node in words that tell what to do. */
final class LinkTrouble {
    private LinkTrouble() {}

    static String inWords(String cause) {
        String plain = cause.toLowerCase(Locale.ROOT);
        boolean refused = Stream.of("authori", "password", "banned", "alert", "bad_certificate")
                .anyMatch(plain::contains);
        if (refused) {
            return "the fog node refuses this gateway: it may be suspended, or its key or certificate is not known there or was"
                    + " revoked; ask the fog node's operator (" + cause + ")";
        }
        if (plain.contains("certif") || plain.contains("handshake") || plain.contains("pkix")) {
            return "this gateway does not trust what answers at the fog node's address, or is not trusted there; ask the fog"
                    + " node's operator, and enrol again if they say so (" + cause + ")";
        }
        return "the fog node is not reached: " + cause;
    }
}
