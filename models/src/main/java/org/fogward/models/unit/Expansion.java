package org.fogward.models.unit;

import org.fogward.models.kernel.PointwiseConvolution;
import org.fogward.models.kernel.Rectification;
import org.fogward.models.unit.Unit.Mode;

/** A block's first convolution, from its input to its hidden channels, with normalisation and ReLU6. */
final class Expansion implements BlockInput {

    private final int rowsOfExample;
    private final int channels;
    private final int hidden;
    private final int at;
    private final Surroundings around;
    private final BatchNorm norm;
    private final WeightGradient weightGradient;
    private final PointwiseConvolution product;
    private final PointwiseConvolution transposed;
    private final int tile;
    private float[] transposedWeights = {};
    private float[] in = {};
    private float[] raw = {};
    private int examples;

    Expansion(int rowsOfExample, int channels, int hidden, int at, Surroundings around) {
        this.rowsOfExample = rowsOfExample;
        this.channels = channels;
        this.hidden = hidden;
        this.at = at;
        this.around = around;
        this.norm = new BatchNorm(hidden, at + channels * hidden, around);
        this.weightGradient = new WeightGradient(around.scratch(), at, channels * hidden);
        this.product = around.kernels().pointwise(channels, hidden);
        this.transposed = around.kernels().pointwise(hidden, channels);
        this.tile = Tiles.rows(channels + hidden);
    }

    @Override
    public int end() {
        return norm.end();
    }

    @Override
    public void forward(float[] parameters, float[] input, int count, Mode mode) {
        in = input;
        examples = count;
        raw = Growing.to(rows() * hidden, raw);
        norm.clearSums();
        around.workers()
                .run(
                        examples,
                        (part, from, to) ->
                                Tiles.each(from * rowsOfExample, to * rowsOfExample, tile, (first, rows) -> {
                                    int start = first * hidden;
                                    product.forward(in, first * channels, parameters, at, raw, start, rows);
                                    if (mode == Mode.TRAIN) {
                                        norm.addMoments(part, raw, start, rows);
                                    }
                                }));
        norm.prepare(parameters, rows(), mode);
    }

    @Override
    public void write(int row, int rows, float[] to, int start) {
        norm.kernel().apply(raw, row * hidden, to, start, rows, norm.affine(), Rectification.RELU6);
    }

    @Override
    public void expectGradient() {
        norm.clearSums();
        rectifiedGradient();
    }

    @Override
    public void takeGradient(int part, float[] from, int start, int row, int rows) {
        int to = row * hidden;
        norm.rectifyGradient(part, from, start, raw, to, rectifiedGradient(), to, rows, Rectification.RELU6);
    }

    @Override
    public void backward(float[] parameters, float[] inGradient, float[] gradient) {
        float[] rectified = rectifiedGradient();
        norm.finishGradient(parameters, gradient, rows());
        boolean passOn = inGradient.length > 0;
        if (passOn) {
            transposedWeights = Transposition.of(parameters, at, channels, hidden, transposedWeights);
        }
        weightGradient.clear(examples);
        around.workers().run(examples, (part, from, to) -> {
            float[] local = around.scratch().part(part, 0, tile * hidden);
            Tiles.each(from * rowsOfExample, to * rowsOfExample, tile, (first, rows) -> {
                int start = first * hidden;
                norm.kernel().combine(rectified, start, raw, start, local, 0, rows, norm.combination());
                product.addWeightGradient(in, first * channels, local, 0, weightGradient.of(part), 0, rows);
                if (passOn) {
                    transposed.forward(local, 0, transposedWeights, 0, inGradient, first * channels, rows);
                }
            });
        });
        weightGradient.finish(gradient);
    }

    private int rows() {
        return examples * rowsOfExample;
    }

    private float[] rectifiedGradient() {
        return around.scratch().shared(1, rows() * hidden);
    }
}
