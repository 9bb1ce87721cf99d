package org.fogward.protocol.page;

import java.util.Set;

/**
 * Whether a request that changes something comes from a page of this door. Browsers say so and let no page lie about it (Fetch
 * Metadata; RFC 6454); programs say it too, if they want to change something.
 *
 * @param host the header {@code Host}, empty if it is not there
 * @param origin the header {@code Origin}, empty if it is not there
 * @param site the header {@code Sec-Fetch-Site}, empty if it is not there
 */
public record RequestOrigin(String host, String origin, String site) {

    /** The header that says whether another site's page made the request. */
    public static final String SITE = "Sec-Fetch-Site";

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** Whether requests of this method change nothing (RFC 9110, section 9.2.1). */
    public static boolean changesNothing(String method) {
        return SAFE.contains(method);
    }

    /** Both headers have to fit where they are there, and one of them has to be. */
    public boolean isOurs() {
        boolean said = !origin.isEmpty() || !site.isEmpty();
        return said
                && (origin.isEmpty() || origin.equals("https://" + host))
                && (site.isEmpty() || site.equals("same-origin"));
    }
}
