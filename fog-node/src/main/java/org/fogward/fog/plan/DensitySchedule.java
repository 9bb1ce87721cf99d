package org.fogward.fog.plan;

/**
 * Which share of a delta's coordinates travels in which round. It falls by the same factor each round and then stays: what is chosen too
 * sparsely in the first rounds costs accuracy for good (Lin et al., Deep Gradient Compression, ICLR 2018, section 3.3).
 *
 * @param first in the first round, above 0, at most 1
 * @param last after the warm-up, likewise
 * @param warmupRounds how many rounds it takes to come from the first to the last; 0: it is the last from the beginning
 */
public record DensitySchedule(double first, double last, int warmupRounds) {

    /** @throws IllegalArgumentException naming the component that is out of its range */
    public DensitySchedule {
        requireShare("first", first);
        requireShare("last", last);
        if (warmupRounds < 0 || warmupRounds > RoundRules.MAX_COUNT) {
            throw new IllegalArgumentException("warmupRounds: not within 0.." + RoundRules.MAX_COUNT);
        }
    }

    /**
     * The density of a round.
     *
     * @param round from 1
     */
    public double at(long round) {
        if (round > warmupRounds) {
            return last;
        }
        return first * StrictMath.pow(last / first, (round - 1.0) / warmupRounds);
    }

    private static void requireShare(String name, double share) {
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException(name + ": " + share + " is not above 0 and at most 1");
        }
    }
}
