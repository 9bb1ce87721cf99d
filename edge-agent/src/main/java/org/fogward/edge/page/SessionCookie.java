package org.fogward.edge.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.protocol.people.Secret;

/**
 * The cookie of a session. Its name's prefix makes browsers refuse it from anywhere but this host, by HTTPS (RFC 6265bis, section
 * 4.1.3.2).
 */
final class SessionCookie {
    static final String NAME = "__Host-fogward-gateway";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";
    private static final int MOST_CHARACTERS = 128;

    private SessionCookie() {}

    /** What a request's {@code Cookie} headers hold; two that differ are none. */
    static Optional<Secret> in(List<String> headers) {
        List<String> values = headers.stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(NAME + "="))
                .map(pair -> pair.substring(NAME.length() + 1))
                .distinct()
                .toList();
        return values.size() == 1 && values.getFirst().length() <= MOST_CHARACTERS
                ? Optional.of(new Secret(values.getFirst()))
                : Optional.empty();
    }

    /** The value of a {@code Set-Cookie} header. */
    static String set(Secret secret) {
        return NAME + "=" + secret.reveal() + ATTRIBUTES + Sessions.LONGEST.toSeconds();
    }

    /** The value of a {@code Set-Cookie} header that ends it. */
    static String end() {
        return NAME + "=" + ATTRIBUTES + "0";
    }
}
