package org.fogward.fog.health;

/** Looks at one part of a fog node. Called often and from several threads: quick, thread-safe, without side effects. */
public interface HealthCheck {

    /** What it looks at, a short lower-case word such as {@code broker}. */
    String component();

    /**
     * How the part is.
     *
     * @throws Exception counts as down, with the exception's message as detail
     */
    ComponentHealth check() throws Exception;
}
