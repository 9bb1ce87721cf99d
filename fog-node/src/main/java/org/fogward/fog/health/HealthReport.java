package org.fogward.fog.health;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a fog node is as a whole: up if every part is.
 *
 * @param status up or down
 * @param components the parts by name, in order of their names
 */
public record HealthReport(HealthStatus status, SortedMap<String, ComponentHealth> components) {

    /** Runs every check; one that throws counts as down. */
    public static HealthReport of(Iterable<? extends HealthCheck> checks) {
        SortedMap<String, ComponentHealth> components = new TreeMap<>();
        for (HealthCheck check : checks) {
            components.put(check.component(), run(check));
        }
        boolean up = components.values().stream().allMatch(health -> health.status() == HealthStatus.UP);
        return new HealthReport(
                up ? HealthStatus.UP : HealthStatus.DOWN, Collections.unmodifiableSortedMap(components));
    }

    private static ComponentHealth run(HealthCheck check) {
        try {
            return check.check();
        } catch (Exception e) {
            String message = e.getMessage();
            return ComponentHealth.down(message == null ? e.getClass().getSimpleName() : message);
        }
    }
}
