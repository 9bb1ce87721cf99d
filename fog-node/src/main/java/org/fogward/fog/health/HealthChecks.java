package org.fogward.fog.health;

import java.util.List;

/**
 * The parts of a fog node that are looked at.
 *
 * @param checks one for each part, their names differ
 */
public record HealthChecks(List<HealthCheck> checks) {
    /** Copies the list. */
    public HealthChecks {
        checks = List.copyOf(checks);
    }

    /** Looks at every part now. */
    public HealthReport report() {
        return HealthReport.of(checks);
    }
}
