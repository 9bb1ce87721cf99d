package org.fogward.models.prune;

import java.util.HashMap;
import java.util.Map;
import org.fogward.models.architecture.BlockLayers;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;

/**
 * What the hidden channels of a block give to its projection, told from the parameters alone: batch normalisation makes a channel's
 * values nearly normal with mean beta and deviation |gamma|, and a rectifier cuts them at 0 and 6.
 *
 * @param mean of each channel after the rectifier
 * @param variance of each channel after the rectifier
 * @param weights index of the projection's first weight; each channel has a row of them
 * @param width numbers in a row
 * @param norm index of the first factor of the normalisation after it
 */
record HiddenActivity(double[] mean, double[] variance, int weights, int width, int norm) {

    /** The activity of a block, counted from 0. */
    static HiddenActivity of(ModelParameters model, int block) {
        Map<String, Segment> segments = new HashMap<>();
        ParameterLayout.of(model.spec()).segments().forEach(segment -> segments.put(segment.name(), segment));
        BlockLayers layers = new BlockLayers(block + 1);
        Segment gamma = find(segments, layers.depthwiseNorm() + "/gamma");
        Segment beta = find(segments, layers.depthwiseNorm() + "/beta");
        Segment weights = find(segments, layers.project() + "/W");
        double[] mean = new double[gamma.length()];
        double[] variance = new double[gamma.length()];
        for (int c = 0; c < mean.length; c++) {
            RectifiedNormal values =
                    RectifiedNormal.of(model.values()[beta.offset() + c], Math.abs(model.values()[gamma.offset() + c]));
            mean[c] = values.mean();
            variance[c] = values.variance();
        }
        return new HiddenActivity(
                mean,
                variance,
                weights.offset(),
                weights.length() / mean.length,
                find(segments, layers.projectNorm() + "/gamma").offset());
    }

    int channels() {
        return mean.length;
    }

    /**
     * How much of the block's normalised output, in squares, comes from a channel.
     *
     * @param values the model's parameters
     */
    double contribution(float[] values, int channel) {
        double sum = 0;
        for (int o = 0; o < width; o++) {
            double gamma = values[norm + o];
            double weight = values[weights + channel * width + o];
            double spread = values[norm + 3 * width + o] + LayerPlan.BatchNormalization.EPSILON;
            sum += gamma * gamma * weight * weight / spread;
        }
        return sum * variance[channel];
    }

    private static Segment find(Map<String, Segment> segments, String name) {
        Segment segment = segments.get(name);
        if (segment == null) {
            throw new IllegalStateException("segment " + name + " is not in the layout");
        }
        return segment;
    }
}
