package org.fogward.models.unit;

import org.fogward.models.kernel.PointwiseConvolution;
import org.fogward.models.kernel.Rectification;
import org.fogward.models.unit.Unit.Mode;

/** A block's last convolution, from its hidden channels to its output, with normalisation and no rectifier. */
final class Projection {

    private final InvertedResidualUnit.Form form;
    private final int hidden;
    private final int out;
    private final int at;
    private final Filtering source;
    private final Surroundings around;
    private final BatchNorm norm;
    private final WeightGradient weightGradient;
    private final PointwiseConvolution product;
    private final PointwiseConvolution transposed;
    private final int tile;
    private float[] transposedWeights = {};
    private float[] raw = {};
    private int examples;

    Projection(InvertedResidualUnit.Form form, Filtering source, Surroundings around) {
        this.form = form;
        this.hidden = form.hidden();
        this.out = form.out();
        this.at = source.end();
        this.source = source;
        this.around = around;
        this.norm = new BatchNorm(out, at + hidden * out, around);
        this.weightGradient = new WeightGradient(around.scratch(), at, hidden * out);
        this.product = around.kernels().pointwise(hidden, out);
        this.transposed = around.kernels().pointwise(out, hidden);
        this.tile = Tiles.rows(out + hidden);
    }

    int end() {
        return norm.end();
    }

    void forward(float[] parameters, int count, Mode mode) {
        examples = count;
        raw = Growing.to(rows() * out, raw);
        norm.clearSums();
        around.workers().run(examples, (part, from, to) -> {
            float[] rectified = around.scratch().part(part, 0, tile * hidden);
            Tiles.each(from * form.outRows(), to * form.outRows(), tile, (first, rows) -> {
                source.write(first, rows, rectified);
                product.forward(rectified, 0, parameters, at, raw, first * out, rows);
                if (mode == Mode.TRAIN) {
                    norm.addMoments(part, raw, first * out, rows);
                }
            });
        });
        norm.prepare(parameters, rows(), mode);
    }

    /** Writes rows of the whole batch. */
    void write(int row, int rows, float[] to) {
        norm.kernel().apply(raw, row * out, to, row * out, rows, norm.affine(), Rectification.NONE);
    }

    /** Writes rows of the whole batch plus what a shortcut brings. */
    void writeSum(int row, int rows, float[] shortcut, float[] to) {
        int start = row * out;
        norm.kernel().applyAndAdd(raw, start, shortcut, start, to, start, rows, norm.affine());
    }

    void backward(float[] parameters, float[] outGradient, float[] gradient) {
        norm.clearSums();
        around.workers().run(examples, (part, from, to) -> {
            float[] passed = around.scratch().part(part, 0, tile * out);
            Tiles.each(
                    from * form.outRows(),
                    to * form.outRows(),
                    tile,
                    (first, rows) -> norm.rectifyGradient(
                            part, outGradient, first * out, raw, first * out, passed, 0, rows, Rectification.NONE));
        });
        norm.finishGradient(parameters, gradient, rows());
        transposedWeights = Transposition.of(parameters, at, hidden, out, transposedWeights);
        float[] hiddenGradient = source.expectGradient();
        weightGradient.clear(examples);
        around.workers().run(examples, (part, from, to) -> {
            float[] rectified = around.scratch().part(part, 0, tile * hidden);
            float[] local = around.scratch().part(part, 1, tile * out);
            Tiles.each(from * form.outRows(), to * form.outRows(), tile, (first, rows) -> {
                int start = first * out;
                norm.kernel().combine(outGradient, start, raw, start, local, 0, rows, norm.combination());
                source.write(first, rows, rectified);
                product.addWeightGradient(rectified, 0, local, 0, weightGradient.of(part), 0, rows);
                transposed.forward(local, 0, transposedWeights, 0, hiddenGradient, first * hidden, rows);
                source.takeGradient(part, hiddenGradient, first, rows);
            });
        });
        weightGradient.finish(gradient);
    }

    private int rows() {
        return examples * form.outRows();
    }
}
