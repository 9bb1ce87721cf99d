package org.fogward.models.train;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the learning rate changes over the rounds of a plan. */
public enum LearningRateSchedule {
    /** It stays. */
    @JsonProperty("constant")
    CONSTANT,
    /** It falls to nothing along half a cosine (Loshchilov and Hutter, ICLR 2017, without restarts). */
    @JsonProperty("cosine")
    COSINE;

    /**
     * The factor on the learning rate.
     *
     * @param rounds rounds done, with fractions
     * @param totalRounds rounds of the plan
     * @param warmupRounds over how many rounds the rate first rises from nothing
     */
    double factor(double rounds, long totalRounds, int warmupRounds) {
        double warmup = warmupRounds > 0 ? Math.min(1, rounds / warmupRounds) : 1;
        return switch (this) {
            case CONSTANT -> warmup;
            case COSINE -> warmup * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, rounds / totalRounds)));
        };
    }
}
