package org.fogward.models.parameter;

/** What a segment of parameters is for, because training and aggregation treat the kinds differently. */
public enum ParameterKind {
    /** Kernels and matrices: the only kind that decays. */
    WEIGHT,
    /** What a dense layer adds. */
    BIAS,
    /** Batch normalisation's factor, gamma. */
    BN_SCALE,
    /** Batch normalisation's summand, beta. */
    BN_SHIFT,
    /** Batch normalisation's running mean: measured, not learnt by gradient. */
    BN_MEAN,
    /** Batch normalisation's running variance: measured, not learnt by gradient. */
    BN_VARIANCE;

    /** Whether the kind is a running statistic, which no gradient, decay or momentum applies to. */
    public boolean isStatistic() {
        return this == BN_MEAN || this == BN_VARIANCE;
    }

    /** Whether the kind belongs to batch normalisation, learnt or measured. */
    public boolean isNormalization() {
        return isStatistic() || this == BN_SCALE || this == BN_SHIFT;
    }
}
