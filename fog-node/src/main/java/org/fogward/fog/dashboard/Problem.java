package org.fogward.fog.dashboard;

/**
 * A part of the fog node that does not work.
 *
 * @param component its name
 * @param detail why, in one line; may be empty
 */
public record Problem(String component, String detail) {}
