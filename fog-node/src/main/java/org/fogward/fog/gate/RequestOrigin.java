package org.fogward.fog.gate;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.util.Set;

/**
 * Whether a request that changes something comes from a page of this door. Browsers say so and let no page lie about it (Fetch
 * Metadata; RFC 6454); programs say it too, if they want to change something.
 */
final class RequestOrigin {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String SITE = "Sec-Fetch-Site";

    private RequestOrigin() {}

    static boolean changesNothing(HttpRequest<?> request) {
        return SAFE.contains(request.getMethod());
    }

    /** Both headers have to fit where they are there, and one of them has to be. */
    static boolean isOurs(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        String origin = headers.get(HttpHeaders.ORIGIN, String.class, "");
        String site = headers.get(SITE, String.class, "");
        boolean said = !origin.isEmpty() || !site.isEmpty();
        return said
                && (origin.isEmpty() || origin.equals(own(request)))
                && (site.isEmpty() || site.equals("same-origin"));
    }

    private static String own(HttpRequest<?> request) {
        return "https://" + request.getHeaders().get(HttpHeaders.HOST, String.class, "");
    }
}
