package org.fogward.fog.health;

/**
 * How one part of a fog node is.
 *
 * @param status up or down
 * @param detail one line for an operator, may be empty; no secrets
 */
public record ComponentHealth(HealthStatus status, String detail) {

    /** A part that works. */
    public static ComponentHealth up() {
        return new ComponentHealth(HealthStatus.UP, "");
    }

    /** A part that does not work, and why. */
    public static ComponentHealth down(String detail) {
        return new ComponentHealth(HealthStatus.DOWN, detail);
    }
}
