package org.fogward.fog.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fogward.fog.people.Role;

/**
 * An organisation that answers for people (OpenID Connect Core 1.0).
 *
 * @param issuer its address, {@code https://…}; plain {@code http} on loopback only
 * @param clientId by what it knows this fog node
 * @param clientSecretFile a file whose first line is what this fog node shows to it, if anything
 * @param claim which claim of an ID token names somebody's groups
 * @param groups which groups have which role; the highest role counts, and who is in none may not enter
 */
public record OpenIdConfig(
        URI issuer, String clientId, Optional<Path> clientSecretFile, String claim, Map<Role, Set<String>> groups) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if the issuer can be read on the way, or nobody could enter
     */
    public OpenIdConfig {
        groups = Map.copyOf(groups);
        boolean plain = "http".equals(issuer.getScheme()) && LOOPBACK.contains(String.valueOf(issuer.getHost()));
        if (issuer.getHost() == null || !plain && !"https".equals(issuer.getScheme())) {
            throw new IllegalArgumentException("issuer: https://host expected");
        }
        if (groups.values().stream().allMatch(Set::isEmpty)) {
            throw new IllegalArgumentException("roles: no group has a role");
        }
    }
}
