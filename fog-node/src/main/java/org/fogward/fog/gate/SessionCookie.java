package org.fogward.fog.gate;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.util.Optional;
import org.fogward.fog.people.Sessions;
import org.fogward.protocol.people.Secret;

/**
 * The cookie of a session. Its name's prefix makes browsers refuse it from anywhere but this host, by HTTPS (RFC 6265bis, section
 * 4.1.3.2).
 */
final class SessionCookie {

    private static final String NAME = "__Host-fogward";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=";

    private SessionCookie() {}

    static Optional<Secret> of(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue).map(Secret::new);
    }

    /** The value of a {@code Set-Cookie} header. */
    static String set(Secret secret) {
        return NAME + "=" + secret.reveal() + ATTRIBUTES + Sessions.LONGEST.toSeconds();
    }

    /** The value of a {@code Set-Cookie} header that ends it. */
    static String end() {
        return NAME + "=" + ATTRIBUTES + "0";
    }

    /** The header's name. */
    static String header() {
        return HttpHeaders.SET_COOKIE;
    }
}
