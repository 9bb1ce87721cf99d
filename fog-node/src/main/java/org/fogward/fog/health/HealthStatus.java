package org.fogward.fog.health;

/** Works or does not. */
public enum HealthStatus {
    /** Works. */
    UP,
    /** Does not work; somebody has to look. */
    DOWN
}
