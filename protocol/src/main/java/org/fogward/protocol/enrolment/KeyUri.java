package org.fogward.protocol.enrolment;

import java.util.Optional;
import org.fogward.protocol.identity.VerificationKey;

/**
 * A gateway's signing key as a URI among the subject's alternative names of its certificate and of the request for it (RFC 5280,
 * 4.2.1.6): {@code urn:fogward:key:<text of the key>}, with {@code +}, {@code /} and {@code =} percent-encoded (RFC 3986). No state.
 */
public final class KeyUri {
    private static final String PREFIX = "urn:fogward:key:";
    private static final int MAX_CHARACTERS = 256;

    private KeyUri() {}

    /** The URI of a key. */
    public static String of(VerificationKey key) {
        return PREFIX + key.text().replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    /**
     * The key that a URI names.
     *
     * @param uri any text
     * @return empty if the URI is of another kind
     * @throws IllegalArgumentException if the URI is of this kind and names no key
     */
    public static Optional<VerificationKey> parse(String uri) {
        if (!uri.startsWith(PREFIX)) {
            return Optional.empty();
        }
        if (uri.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("verification key: too long");
        }
        String text = uri.substring(PREFIX.length())
                .replace("%2B", "+")
                .replace("%2F", "/")
                .replace("%3D", "=");
        return Optional.of(VerificationKey.parse(text));
    }
}
