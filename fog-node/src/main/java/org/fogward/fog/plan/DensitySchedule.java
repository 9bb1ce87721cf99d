package org.fogward.fog.plan;

/**
 * Which share of a delta's coordinates travels in which round. It falls by the same factor each round and then stays: what is chosen too
 * sparsely in the first rounds costs accuracy for good (Lin et al., Deep Gradient Compression, ICLR 2018, section 3.3).
 *
 * @param first in the first round, above 0, at most 1
 * @param last after the warm-up, likewise
 * @param warmupRounds how many rounds it takes to come from the first to the last; 0: it is the last from the beginning
 * @param followsRate whether it falls further as the learning rate does, to a tenth at least: small steps need few coordinates
 */
public record DensitySchedule(double first, double last, int warmupRounds, boolean followsRate) {

    private static final double LEAST_SHARE = 0.1;

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
     * @param rateShare the learning rate then, as a share of the highest
     */
    public double at(long round, double rateShare) {
        double share = followsRate ? Math.clamp(rateShare, LEAST_SHARE, 1) : 1;
        double warmth = round > warmupRounds ? 1 : (round - 1.0) / warmupRounds;
        return share * first * StrictMath.pow(last / first, warmth);
    }

    private static void requireShare(String name, double share) {
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException(name + ": " + share + " is not above 0 and at most 1");
        }
    }
}
