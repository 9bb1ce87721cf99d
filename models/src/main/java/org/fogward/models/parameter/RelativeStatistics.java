package org.fogward.models.parameter;

import java.util.List;

/**
 * What changed of running statistics, beside what they were: means in standard deviations, deviations as logarithms of ratios. A layer
 * whose input is large does not need larger numbers then, so one precision suits all. The same on every machine. Immutable.
 */
public final class RelativeStatistics {

    /** Keeps away from deviations of nothing; what batch normalisation adds to a variance, too. */
    private static final double EPSILON = 1e-5;

    /** More than the three-thousandfold of a deviation is no measurement, and would soon be infinite. */
    private static final double LARGEST = 8;

    private final List<Segment> means;
    private final List<Segment> variances;

    private RelativeStatistics(List<Segment> means, List<Segment> variances) {
        this.means = means;
        this.variances = variances;
    }

    /** Of models of a layout. */
    public static RelativeStatistics of(ParameterLayout layout) {
        return new RelativeStatistics(
                layout.segments(kind -> kind == ParameterKind.BN_MEAN),
                layout.segments(kind -> kind == ParameterKind.BN_VARIANCE));
    }

    /**
     * Turns differences into relative ones.
     *
     * @param base the parameters before
     * @param delta what changed; the statistics' part is replaced
     */
    public void toRelative(float[] base, float[] delta) {
        for (int layer = 0; layer < means.size(); layer++) {
            int mean = means.get(layer).offset();
            int variance = variances.get(layer).offset();
            for (int i = 0; i < means.get(layer).length(); i++) {
                double before = base[variance + i] + EPSILON;
                double after = Math.max(EPSILON, before + delta[variance + i]);
                delta[mean + i] = (float) (delta[mean + i] / Math.sqrt(before));
                delta[variance + i] = (float) (StrictMath.log(after / before) / 2);
            }
        }
    }

    /**
     * Turns relative differences back.
     *
     * @param base the parameters before
     * @param delta what changed; the statistics' part is replaced. What is too large to be measured is cut, and no variance falls below 0
     */
    public void toAbsolute(float[] base, float[] delta) {
        for (int layer = 0; layer < means.size(); layer++) {
            int mean = means.get(layer).offset();
            int variance = variances.get(layer).offset();
            for (int i = 0; i < means.get(layer).length(); i++) {
                double before = base[variance + i] + EPSILON;
                double ratio = StrictMath.exp(2 * Math.clamp(delta[variance + i], -LARGEST, LARGEST));
                delta[mean + i] = (float) (delta[mean + i] * Math.sqrt(before));
                delta[variance + i] = (float) Math.max(-base[variance + i], before * (ratio - 1));
            }
        }
    }
}
