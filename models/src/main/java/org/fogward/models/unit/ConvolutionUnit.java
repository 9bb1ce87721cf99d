package org.fogward.models.unit;

import java.util.Arrays;
import org.fogward.models.kernel.PointwiseConvolution;
import org.fogward.models.kernel.Rectification;

/** A convolution, normalisation and rectifier in one. Its parameters are the weights and then normalisation's. */
final class ConvolutionUnit implements Unit {

    private final Windows windows;
    private final int channels;
    private final Rectification rectification;
    private final int at;
    private final Surroundings around;
    private final BatchNorm norm;
    private final WeightGradient weightGradient;
    private final PointwiseConvolution product;
    private final PointwiseConvolution transposed;
    private final int tile;
    private float[] transposedWeights = {};
    private float[] raw = {};
    private float[] in = {};
    private int examples;

    ConvolutionUnit(Windows windows, int channels, Rectification rectification, int at, Surroundings around) {
        this.windows = windows;
        this.channels = channels;
        this.rectification = rectification;
        this.at = at;
        this.around = around;
        int weights = windows.length() * channels;
        this.norm = new BatchNorm(channels, at + weights, around);
        this.weightGradient = new WeightGradient(around.scratch(), at, weights);
        this.product = around.kernels().pointwise(windows.length(), channels);
        this.transposed = around.kernels().pointwise(channels, windows.length());
        this.tile = Tiles.rows(windows.length() + channels);
    }

    @Override
    public int inputs() {
        return windows.inputs();
    }

    @Override
    public int outputs() {
        return windows.outPositions() * channels;
    }

    @Override
    public int parameters() {
        return norm.end() - at;
    }

    @Override
    public void forward(float[] parameters, float[] input, float[] out, int count, Mode mode) {
        in = input;
        examples = count;
        int rows = count * windows.outPositions();
        float[] result = out;
        if (mode.keeps()) {
            raw = Growing.to(rows * channels, raw);
            result = raw;
        }
        float[] target = result;
        norm.clearSums();
        around.workers().run(count, (part, from, to) -> {
            float[] gathered = gatheringSpace(part);
            Tiles.each(from * windows.outPositions(), to * windows.outPositions(), tile, (first, length) -> {
                multiply(parameters, first, length, gathered, target);
                if (mode == Mode.TRAIN) {
                    norm.addMoments(part, target, first * channels, length);
                }
            });
        });
        norm.prepare(parameters, rows, mode);
        around.workers().run(count, (part, from, to) -> {
            int start = from * outputs();
            norm.kernel()
                    .apply(
                            target,
                            start,
                            out,
                            start,
                            (to - from) * windows.outPositions(),
                            norm.affine(),
                            rectification);
        });
    }

    @Override
    public void backward(float[] parameters, float[] outGradient, float[] inGradient, float[] gradient) {
        int rows = examples * windows.outPositions();
        float[] rectified = around.scratch().shared(0, rows * channels);
        norm.clearSums();
        around.workers().run(examples, (part, from, to) -> {
            int start = from * outputs();
            norm.rectifyGradient(
                    part,
                    outGradient,
                    start,
                    raw,
                    start,
                    rectified,
                    start,
                    (to - from) * windows.outPositions(),
                    rectification);
        });
        norm.finishGradient(parameters, gradient, rows);
        boolean passOn = inGradient.length > 0;
        if (passOn) {
            transposedWeights = Transposition.of(parameters, at, windows.length(), channels, transposedWeights);
        }
        weightGradient.clear(examples);
        around.workers().run(examples, (part, from, to) -> {
            if (passOn && !windows.isPointwise()) {
                Arrays.fill(inGradient, from * inputs(), to * inputs(), 0f);
            }
            float[] gathered = gatheringSpace(part);
            float[] local = around.scratch().part(part, 1, tile * channels);
            Tiles.each(from * windows.outPositions(), to * windows.outPositions(), tile, (first, length) -> {
                int start = first * channels;
                norm.kernel().combine(rectified, start, raw, start, local, 0, length, norm.combination());
                addWeightGradient(first, length, gathered, local, weightGradient.of(part));
                if (passOn) {
                    passOn(first, length, gathered, local, inGradient);
                }
            });
        });
        weightGradient.finish(gradient);
    }

    private float[] gatheringSpace(int part) {
        return windows.isPointwise() ? in : around.scratch().part(part, 0, tile * windows.length());
    }

    private void multiply(float[] parameters, int first, int rows, float[] gathered, float[] out) {
        int from = 0;
        if (windows.isPointwise()) {
            from = first * windows.length();
        } else {
            windows.gather(in, first, rows, gathered);
        }
        product.forward(gathered, from, parameters, at, out, first * channels, rows);
    }

    private void addWeightGradient(int first, int rows, float[] gathered, float[] outGradient, float[] sum) {
        int from = 0;
        if (windows.isPointwise()) {
            from = first * windows.length();
        } else {
            windows.gather(in, first, rows, gathered);
        }
        product.addWeightGradient(gathered, from, outGradient, 0, sum, 0, rows);
    }

    private void passOn(int first, int rows, float[] gathered, float[] outGradient, float[] inGradient) {
        if (windows.isPointwise()) {
            transposed.forward(outGradient, 0, transposedWeights, 0, inGradient, first * windows.length(), rows);
        } else {
            transposed.forward(outGradient, 0, transposedWeights, 0, gathered, 0, rows);
            windows.scatter(gathered, first, rows, inGradient);
        }
    }
}
