package org.fogward.fog.gate;

import java.util.Optional;
import org.fogward.fog.people.Role;

/** Who may use a route. */
enum Admittance {
    /** Gateways, who show their own credentials to what stands behind the route. */
    GATEWAY,
    /** Everybody: what is needed to sign in, and nothing that tells of the federation. */
    ANYBODY,
    /** Whoever has the token for metrics, or is signed in. */
    SCRAPER,
    /** Whoever is signed in. */
    VIEWER,
    /** Auditors and operators. */
    AUDITOR,
    /** Operators. */
    OPERATOR;

    /** The role that a signed-in person needs; none where nobody has to be signed in. */
    Optional<Role> role() {
        return switch (this) {
            case GATEWAY, ANYBODY -> Optional.empty();
            case SCRAPER, VIEWER -> Optional.of(Role.VIEWER);
            case AUDITOR -> Optional.of(Role.AUDITOR);
            case OPERATOR -> Optional.of(Role.OPERATOR);
        };
    }
}
