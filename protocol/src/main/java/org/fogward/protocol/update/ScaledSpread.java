package org.fogward.protocol.update;

import java.util.List;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;

/**
 * The largest of all, after each magnitude was divided by a power of its segment's root mean square: 0 takes the largest changes of
 * the model, 1 pays no attention to a segment's scale.
 *
 * @param exponent of the root mean square, from 0 to 1
 */
record ScaledSpread(double exponent) implements Spread {

    ScaledSpread {
        if (!(exponent >= 0 && exponent <= 1)) {
            throw new IllegalArgumentException("exponent: " + exponent + " is not within 0..1");
        }
    }

    @Override
    public Limits limits(float[] values, UpdateShape shape, EncodingOptions options) {
        List<Segment> segments = shape.segments();
        Limits limits = new Limits(segments.size());
        int[] histogram = new int[Limits.BINS];
        int from = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            int to = from + segment.length();
            if (segment.travel() == Travel.CHOSEN) {
                float weight = exponent == 0 ? 1 : weight(values, from, to);
                limits.weigh(i, weight);
                Limits.count(values, from, to, weight, histogram);
            }
            from = to;
        }
        if (!segments.isEmpty()) {
            limits.limit(0, segments.size(), histogram, options.count(shape.length(Travel.CHOSEN)));
        }
        return limits;
    }

    private float weight(float[] values, int from, int to) {
        double mean = FiniteValues.squares(values, from, to) / (to - from);
        return mean == 0 ? 1 : (float) StrictMath.pow(mean, -exponent / 2);
    }
}
