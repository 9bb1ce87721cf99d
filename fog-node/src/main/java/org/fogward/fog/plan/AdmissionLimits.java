package org.fogward.fog.plan;

/**
 * What an update may be.
 *
 * @param maxBytes of a whole envelope, 1 KiB to 256 MiB
 * @param maxNorm of the decoded delta, L2, above 0
 * @param maxSamples that an update may claim to be trained on, above 0: the claim is its weight
 */
public record AdmissionLimits(int maxBytes, double maxNorm, long maxSamples) {

    /** The largest envelope that can be allowed. */
    public static final int MOST_BYTES = 1 << 28;
    /** The smallest limit on envelopes. */
    public static final int LEAST_BYTES = 1 << 10;

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public AdmissionLimits {
        if (maxBytes < LEAST_BYTES || maxBytes > MOST_BYTES) {
            throw new IllegalArgumentException("maxBytes: not within " + LEAST_BYTES + ".." + MOST_BYTES);
        }
        if (!(maxNorm > 0) || maxNorm > Float.MAX_VALUE) {
            throw new IllegalArgumentException("maxNorm: not above 0");
        }
        if (maxSamples < 1) {
            throw new IllegalArgumentException("maxSamples: not above 0");
        }
    }

    /** Limits for a model: twice its size in single precision, a norm that honest training stays far below, 10 million samples. */
    public static AdmissionLimits defaults(int parameters) {
        int bytes = Math.clamp(2L * Float.BYTES * parameters + LEAST_BYTES * 64L, LEAST_BYTES, MOST_BYTES);
        return new AdmissionLimits(bytes, 50 * Math.sqrt(Math.max(1, parameters / 1000.0)), 10_000_000);
    }

    /** These limits, but letting so many whole numbers through, however large they are. */
    AdmissionLimits withRoomFor(int numbers) {
        int bytes = Math.clamp((long) Long.BYTES * numbers + LEAST_BYTES * 64L, LEAST_BYTES, MOST_BYTES);
        return new AdmissionLimits(Math.max(maxBytes, bytes), maxNorm, maxSamples);
    }
}
