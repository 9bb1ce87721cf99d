package org.fogward.models.unit;

import java.util.Arrays;
import org.fogward.models.kernel.DepthwiseConvolution;
import org.fogward.models.kernel.PointwiseConvolution;
import org.fogward.models.kernel.Rectification;

/**
 * A block of MobileNetV2 (Sandler et al., CVPR 2018): expansion (not in the first block), depthwise convolution, linear
 * projection, and a shortcut where input and output have the same form. Its parameters are those of the three convolutions, each
 * followed by its normalisation. Normalised values are made from the raw ones whenever they are needed, and never kept.
 */
final class InvertedResidualUnit implements Unit {

    private static final int KERNEL_AREA = 9;
    private static final int BORDER = 1;

    private final Form form;
    private final int at;
    private final Surroundings around;
    private final boolean expands;
    private final boolean hasShortcut;
    private final int hidden;
    private final int rowsIn;
    private final int rowsOut;
    private final int paddedWidth;
    private final int paddedLength;
    private final BatchNorm expandNorm;
    private final BatchNorm depthwiseNorm;
    private final BatchNorm projectNorm;
    private final int depthwiseAt;
    private final int projectAt;
    private final PointwiseConvolution expand;
    private final PointwiseConvolution expandBack;
    private final DepthwiseConvolution depthwise;
    private final PointwiseConvolution project;
    private final PointwiseConvolution projectBack;
    private final int expandTile;
    private final int projectTile;
    private float[] expandTransposed = {};
    private float[] projectTransposed = {};
    private float[] in = {};
    private float[] expanded = {};
    private float[] filtered = {};
    private float[] projected = {};
    private int examples;

    /**
     * What a block is.
     *
     * @param height rows of the input
     * @param width columns of the input
     * @param in channels of the input
     * @param hidden channels between; those of the input where the block does not expand
     * @param expands whether the block begins with an expansion
     * @param out channels of the output
     * @param stride 1 or 2
     * @param shortcut whether the input is added to the output
     */
    record Form(int height, int width, int in, int hidden, boolean expands, int out, int stride, boolean shortcut) {}

    InvertedResidualUnit(Form form, int at, Surroundings around) {
        this.form = form;
        this.at = at;
        this.around = around;
        this.expands = form.expands();
        this.hasShortcut = form.shortcut();
        this.hidden = form.hidden();
        int outHeight = Math.ceilDiv(form.height(), form.stride());
        int outWidth = Math.ceilDiv(form.width(), form.stride());
        this.rowsIn = form.height() * form.width();
        this.rowsOut = outHeight * outWidth;
        this.paddedWidth = form.width() + 2 * BORDER;
        this.paddedLength = (form.height() + 2 * BORDER) * paddedWidth * hidden;
        this.expandNorm = new BatchNorm(hidden, at + form.in() * hidden, around);
        this.depthwiseAt = expands ? expandNorm.end() : at;
        this.depthwiseNorm = new BatchNorm(hidden, depthwiseAt + KERNEL_AREA * hidden, around);
        this.projectAt = depthwiseNorm.end();
        this.projectNorm = new BatchNorm(form.out(), projectAt + hidden * form.out(), around);
        this.expand = around.kernels().pointwise(form.in(), hidden);
        this.expandBack = around.kernels().pointwise(hidden, form.in());
        this.depthwise = around.kernels()
                .depthwise(new DepthwiseConvolution.Shape(hidden, form.stride(), paddedWidth, outHeight, outWidth));
        this.project = around.kernels().pointwise(hidden, form.out());
        this.projectBack = around.kernels().pointwise(form.out(), hidden);
        this.expandTile = Tiles.rows(form.in() + hidden);
        this.projectTile = Tiles.rows(form.out() + hidden);
    }

    @Override
    public int inputs() {
        return rowsIn * form.in();
    }

    @Override
    public int outputs() {
        return rowsOut * form.out();
    }

    @Override
    public int parameters() {
        return projectNorm.end() - at;
    }

    @Override
    public void forward(float[] parameters, float[] input, float[] out, int count, Mode mode) {
        in = input;
        examples = count;
        if (expands) {
            expand(parameters, mode);
        }
        filter(parameters, mode);
        project(parameters, mode);
        around.workers().run(count, (part, from, to) -> {
            int start = from * outputs();
            int rows = (to - from) * rowsOut;
            if (hasShortcut) {
                projectNorm.kernel().applyAndAdd(projected, start, in, start, out, start, rows, projectNorm.affine());
            } else {
                projectNorm
                        .kernel()
                        .apply(projected, start, out, start, rows, projectNorm.affine(), Rectification.NONE);
            }
        });
    }

    @Override
    public void backward(float[] parameters, float[] outGradient, float[] inGradient, float[] gradient) {
        float[] filteredGradient = around.scratch().shared(0, examples * rowsOut * hidden);
        float[] expandedGradient = around.scratch().shared(1, examples * rowsIn * hidden);
        projectBack(parameters, outGradient, filteredGradient, gradient);
        filterBack(parameters, filteredGradient, expandedGradient, gradient);
        if (expands) {
            expandBack(parameters, expandedGradient, inGradient, gradient);
        } else if (inGradient.length > 0) {
            System.arraycopy(expandedGradient, 0, inGradient, 0, examples * inputs());
        }
        if (hasShortcut && inGradient.length > 0) {
            for (int i = 0; i < examples * inputs(); i++) {
                inGradient[i] += outGradient[i];
            }
        }
    }

    private void expand(float[] parameters, Mode mode) {
        expanded = Growing.to(examples * rowsIn * hidden, expanded);
        expandNorm.clearSums();
        around.workers()
                .run(
                        examples,
                        (part, from, to) -> Tiles.each(from * rowsIn, to * rowsIn, expandTile, (first, rows) -> {
                            int start = first * hidden;
                            expand.forward(in, first * form.in(), parameters, at, expanded, start, rows);
                            if (mode == Mode.TRAIN) {
                                expandNorm.addMoments(part, expanded, start, rows);
                            }
                        }));
        expandNorm.prepare(parameters, (long) examples * rowsIn, mode);
    }

    private void filter(float[] parameters, Mode mode) {
        filtered = Growing.to(examples * rowsOut * hidden, filtered);
        depthwiseNorm.clearSums();
        around.workers().run(examples, (part, from, to) -> {
            float[] padded = around.scratch().part(part, 0, paddedLength);
            Arrays.fill(padded, 0, paddedLength, 0f);
            for (int example = from; example < to; example++) {
                int start = example * rowsOut * hidden;
                pad(example, padded);
                depthwise.forward(padded, parameters, depthwiseAt, filtered, start);
                if (mode == Mode.TRAIN) {
                    depthwiseNorm.addMoments(part, filtered, start, rowsOut);
                }
            }
        });
        depthwiseNorm.prepare(parameters, (long) examples * rowsOut, mode);
    }

    private void project(float[] parameters, Mode mode) {
        projected = Growing.to(examples * outputs(), projected);
        projectNorm.clearSums();
        around.workers().run(examples, (part, from, to) -> {
            float[] rectified = around.scratch().part(part, 0, projectTile * hidden);
            Tiles.each(from * rowsOut, to * rowsOut, projectTile, (first, rows) -> {
                int start = first * form.out();
                rectifyFiltered(first, rows, rectified);
                project.forward(rectified, 0, parameters, projectAt, projected, start, rows);
                if (mode == Mode.TRAIN) {
                    projectNorm.addMoments(part, projected, start, rows);
                }
            });
        });
        projectNorm.prepare(parameters, (long) examples * rowsOut, mode);
    }

    private void projectBack(float[] parameters, float[] outGradient, float[] filteredGradient, float[] gradient) {
        projectNorm.clearSums();
        around.workers().run(examples, (part, from, to) -> {
            float[] passed = around.scratch().part(part, 0, projectTile * form.out());
            Tiles.each(
                    from * rowsOut,
                    to * rowsOut,
                    projectTile,
                    (first, rows) -> projectNorm.rectifyGradient(
                            part,
                            outGradient,
                            first * form.out(),
                            projected,
                            first * form.out(),
                            passed,
                            0,
                            rows,
                            Rectification.NONE));
        });
        projectNorm.finishGradient(parameters, gradient, (long) examples * rowsOut);
        projectTransposed = Transposition.of(parameters, projectAt, hidden, form.out(), projectTransposed);
        WeightGradient weights = new WeightGradient(around.scratch(), projectAt, hidden * form.out());
        weights.clear();
        depthwiseNorm.clearSums();
        around.workers().run(examples, (part, from, to) -> {
            float[] rectified = around.scratch().part(part, 0, projectTile * hidden);
            float[] local = around.scratch().part(part, 1, projectTile * form.out());
            Tiles.each(from * rowsOut, to * rowsOut, projectTile, (first, rows) -> {
                int outStart = first * form.out();
                int start = first * hidden;
                projectNorm
                        .kernel()
                        .combine(outGradient, outStart, projected, outStart, local, 0, rows, projectNorm.combination());
                rectifyFiltered(first, rows, rectified);
                project.addWeightGradient(rectified, 0, local, 0, weights.of(part), 0, rows);
                projectBack.forward(local, 0, projectTransposed, 0, filteredGradient, start, rows);
                depthwiseNorm.rectifyGradient(
                        part,
                        filteredGradient,
                        start,
                        filtered,
                        start,
                        filteredGradient,
                        start,
                        rows,
                        Rectification.RELU6);
            });
        });
        weights.finish(gradient);
        depthwiseNorm.finishGradient(parameters, gradient, (long) examples * rowsOut);
    }

    private void filterBack(float[] parameters, float[] filteredGradient, float[] expandedGradient, float[] gradient) {
        WeightGradient weights = new WeightGradient(around.scratch(), depthwiseAt, KERNEL_AREA * hidden);
        weights.clear();
        expandNorm.clearSums();
        around.workers().run(examples, (part, from, to) -> {
            float[] padded = around.scratch().part(part, 0, paddedLength);
            float[] paddedGradient = around.scratch().part(part, 1, paddedLength);
            float[] local = around.scratch().part(part, 2, rowsOut * hidden);
            Arrays.fill(padded, 0, paddedLength, 0f);
            for (int example = from; example < to; example++) {
                int start = example * rowsOut * hidden;
                pad(example, padded);
                Arrays.fill(paddedGradient, 0, paddedLength, 0f);
                depthwiseNorm
                        .kernel()
                        .combine(
                                filteredGradient,
                                start,
                                filtered,
                                start,
                                local,
                                0,
                                rowsOut,
                                depthwiseNorm.combination());
                depthwise.backward(padded, paddedGradient, parameters, depthwiseAt, local, weights.of(part));
                unpad(example, part, paddedGradient, expandedGradient);
            }
        });
        weights.finish(gradient);
        if (expands) {
            expandNorm.finishGradient(parameters, gradient, (long) examples * rowsIn);
        }
    }

    private void expandBack(float[] parameters, float[] expandedGradient, float[] inGradient, float[] gradient) {
        boolean passOn = inGradient.length > 0;
        expandTransposed = Transposition.of(parameters, at, form.in(), hidden, expandTransposed);
        WeightGradient weights = new WeightGradient(around.scratch(), at, form.in() * hidden);
        weights.clear();
        around.workers().run(examples, (part, from, to) -> {
            float[] local = around.scratch().part(part, 0, expandTile * hidden);
            Tiles.each(from * rowsIn, to * rowsIn, expandTile, (first, rows) -> {
                int start = first * hidden;
                int inStart = first * form.in();
                expandNorm
                        .kernel()
                        .combine(expandedGradient, start, expanded, start, local, 0, rows, expandNorm.combination());
                expand.addWeightGradient(in, inStart, local, 0, weights.of(part), 0, rows);
                if (passOn) {
                    expandBack.forward(local, 0, expandTransposed, 0, inGradient, inStart, rows);
                }
            });
        });
        weights.finish(gradient);
    }

    private void rectifyFiltered(int first, int rows, float[] to) {
        depthwiseNorm
                .kernel()
                .apply(filtered, first * hidden, to, 0, rows, depthwiseNorm.affine(), Rectification.RELU6);
    }

    /** Writes an example into the middle of a border of zeros. */
    private void pad(int example, float[] padded) {
        int width = form.width();
        for (int y = 0; y < form.height(); y++) {
            int from = (example * rowsIn + y * width) * hidden;
            int to = ((y + BORDER) * paddedWidth + BORDER) * hidden;
            if (expands) {
                expandNorm.kernel().apply(expanded, from, padded, to, width, expandNorm.affine(), Rectification.RELU6);
            } else {
                System.arraycopy(in, from, padded, to, width * hidden);
            }
        }
    }

    private void unpad(int example, int part, float[] paddedGradient, float[] expandedGradient) {
        int width = form.width();
        for (int y = 0; y < form.height(); y++) {
            int to = (example * rowsIn + y * width) * hidden;
            int from = ((y + BORDER) * paddedWidth + BORDER) * hidden;
            if (expands) {
                expandNorm.rectifyGradient(
                        part, paddedGradient, from, expanded, to, expandedGradient, to, width, Rectification.RELU6);
            } else {
                System.arraycopy(paddedGradient, from, expandedGradient, to, width * hidden);
            }
        }
    }
}
