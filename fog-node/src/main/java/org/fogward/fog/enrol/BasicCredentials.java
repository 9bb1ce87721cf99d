package org.fogward.fog.enrol;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * User and password as a request carries them (RFC 7617).
 *
 * @param user any text
 * @param password any text
 */
record BasicCredentials(String user, String password) {

    private static final String SCHEME = "Basic ";
    private static final int MAX_CHARACTERS = 512;

    /** What the request carries; empty if it is nothing of the kind. */
    static Optional<BasicCredentials> of(HttpRequest<?> request) {
        return parse(request.getHeaders().get(HttpHeaders.AUTHORIZATION, String.class, ""));
    }

    static Optional<BasicCredentials> parse(String header) {
        if (header.length() > MAX_CHARACTERS || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = new String(bytes, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "BasicCredentials of " + user;
    }
}
