package org.fogward.protocol.people;

/**
 * What a hash costs.
 *
 * @param memory KiB, at least 8 for each lane, up to 1 GiB
 * @param passes over the memory, at least 1
 * @param lanes 1 to 16
 */
public record Argon2Cost(int memory, int passes, int lanes) {

    /** OWASP's least for Argon2id: 19 MiB, two passes, one lane. */
    public static final Argon2Cost CURRENT = new Argon2Cost(19_456, 2, 1);

    /** @throws IllegalArgumentException if a value is out of its range */
    public Argon2Cost {
        if (lanes < 1 || lanes > 16 || passes < 1 || memory < 8 * lanes || memory > 1 << 20) {
            throw new IllegalArgumentException("not the cost of an Argon2 hash");
        }
    }
}
