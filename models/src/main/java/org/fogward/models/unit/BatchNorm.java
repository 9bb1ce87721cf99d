package org.fogward.models.unit;

import java.util.Arrays;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.kernel.ChannelNormalization;
import org.fogward.models.kernel.ChannelNormalization.Affine;
import org.fogward.models.kernel.ChannelNormalization.Combination;
import org.fogward.models.kernel.Rectification;

/**
 * The part of batch normalisation that touches each channel once. Its parameters are four runs of a number per channel: gamma,
 * beta, running mean, running variance. The gradient of a running statistic is the old value minus the new one.
 */
final class BatchNorm {

    private static final double EPSILON = LayerPlan.BatchNormalization.EPSILON;
    private static final double DECAY = LayerPlan.BatchNormalization.DECAY;

    private final int channels;
    private final int at;
    private final ChannelNormalization kernel;
    private final Affine affine;
    private final Combination combination;
    private final double[] mean;
    private final double[] variance;
    private final double[] inverseDeviation;
    private final float[][] sums;
    private final float[][] products;
    private final double[][] sumTotals;
    private final double[][] productTotals;
    private boolean measured;

    BatchNorm(int channels, int at, Surroundings surroundings) {
        this.channels = channels;
        this.at = at;
        this.kernel = surroundings.kernels().normalization(channels);
        this.affine = new Affine(new float[channels], new float[channels]);
        this.combination = new Combination(new float[channels], new float[channels], new float[channels]);
        this.mean = new double[channels];
        this.variance = new double[channels];
        this.inverseDeviation = new double[channels];
        this.sums = new float[Workers.PARTS][channels];
        this.products = new float[Workers.PARTS][channels];
        this.sumTotals = new double[Workers.PARTS][channels];
        this.productTotals = new double[Workers.PARTS][channels];
    }

    int end() {
        return at + 4 * channels;
    }

    ChannelNormalization kernel() {
        return kernel;
    }

    Affine affine() {
        return affine;
    }

    Combination combination() {
        return combination;
    }

    /** Adds up the values and squares of some rows of a part. */
    void addMoments(int part, float[] values, int from, int rows) {
        kernel.addMoments(values, from, rows, sums[part], products[part]);
        fold(part);
    }

    /** Takes the gradient of some rows of a part back through the rectifier, and adds it up with its products. */
    void rectifyGradient(
            int part,
            float[] gradient,
            int gradientAt,
            float[] values,
            int from,
            float[] out,
            int outAt,
            int rows,
            Rectification rectification) {
        kernel.rectifyGradient(
                gradient,
                gradientAt,
                values,
                from,
                out,
                outAt,
                rows,
                affine,
                rectification,
                sums[part],
                products[part]);
        fold(part);
    }

    /**
     * Adds up some rows of a part, and their products with other rows, in double precision: where values lie far from zero, what
     * single precision rounds off their squares is more than their variance.
     */
    void addExactly(int part, float[] rows, float[] others, int from, int to) {
        for (int i = from; i < to; i += channels) {
            for (int c = 0; c < channels; c++) {
                sumTotals[part][c] += rows[i + c];
                productTotals[part][c] += (double) rows[i + c] * others[i + c];
            }
        }
    }

    void clearSums() {
        for (int part = 0; part < Workers.PARTS; part++) {
            Arrays.fill(sumTotals[part], 0);
            Arrays.fill(productTotals[part], 0);
        }
    }

    /** Single precision is enough for a few hundred rows, but not for all of a batch: what differs a little rectifies differently. */
    private void fold(int part) {
        for (int c = 0; c < channels; c++) {
            sumTotals[part][c] += sums[part][c];
            productTotals[part][c] += products[part][c];
        }
        Arrays.fill(sums[part], 0f);
        Arrays.fill(products[part], 0f);
    }

    /** Makes the affine map from the sums of values and squares, or from the running statistics. */
    void prepare(float[] parameters, long rows, Unit.Mode mode) {
        measured = mode == Unit.Mode.TRAIN;
        for (int c = 0; c < channels; c++) {
            if (measured) {
                mean[c] = total(sumTotals, c) / rows;
                variance[c] = Math.max(0, total(productTotals, c) / rows - mean[c] * mean[c]);
            } else {
                mean[c] = parameters[at + 2 * channels + c];
                variance[c] = parameters[at + 3 * channels + c];
            }
            inverseDeviation[c] = 1 / Math.sqrt(variance[c] + EPSILON);
            double factor = parameters[at + c] * inverseDeviation[c];
            affine.factor()[c] = (float) factor;
            affine.summand()[c] = (float) (parameters[at + channels + c] - mean[c] * factor);
        }
    }

    /** Writes the parameters' gradient and prepares the combination, from the sums of gradients and products. */
    void finishGradient(float[] parameters, float[] gradient, long rows) {
        for (int c = 0; c < channels; c++) {
            double sum = total(sumTotals, c);
            double ofGamma = (total(productTotals, c) - mean[c] * sum) * inverseDeviation[c];
            double factor = parameters[at + c] * inverseDeviation[c];
            double ofValue = measured ? -factor * inverseDeviation[c] * ofGamma / rows : 0;
            gradient[at + c] = (float) ofGamma;
            gradient[at + channels + c] = (float) sum;
            gradient[at + 2 * channels + c] = statisticStep(parameters[at + 2 * channels + c], mean[c]);
            gradient[at + 3 * channels + c] = statisticStep(parameters[at + 3 * channels + c], variance[c]);
            combination.ofGradient()[c] = (float) factor;
            combination.ofValue()[c] = (float) ofValue;
            combination.constant()[c] = measured ? (float) (-factor * sum / rows - ofValue * mean[c]) : 0;
        }
    }

    private float statisticStep(float running, double ofBatch) {
        return measured ? (float) ((1 - DECAY) * (running - ofBatch)) : 0;
    }

    private static double total(double[][] parts, int channel) {
        double total = 0;
        for (double[] part : parts) {
            total += part[channel];
        }
        return total;
    }
}
