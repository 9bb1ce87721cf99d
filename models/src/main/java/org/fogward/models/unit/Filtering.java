package org.fogward.models.unit;

import java.util.Arrays;
import org.fogward.models.kernel.DepthwiseConvolution;
import org.fogward.models.kernel.Rectification;
import org.fogward.models.unit.Unit.Mode;

/** A block's depthwise convolution, with normalisation and ReLU6. One image at a time, with a border of zeros. */
final class Filtering {

    private static final int KERNEL_AREA = 9;
    private static final int BORDER = 1;

    private final InvertedResidualUnit.Form form;
    private final int hidden;
    private final int at;
    private final BlockInput source;
    private final Surroundings around;
    private final BatchNorm norm;
    private final WeightGradient weightGradient;
    private final DepthwiseConvolution convolution;
    private final int paddedWidth;
    private final int paddedLength;
    private float[] raw = {};
    private int examples;

    Filtering(InvertedResidualUnit.Form form, BlockInput source, Surroundings around) {
        this.form = form;
        this.hidden = form.hidden();
        this.at = source.end();
        this.source = source;
        this.around = around;
        this.norm = new BatchNorm(hidden, at + KERNEL_AREA * hidden, around);
        this.weightGradient = new WeightGradient(around.scratch(), at, KERNEL_AREA * hidden);
        this.paddedWidth = form.width() + 2 * BORDER;
        this.paddedLength = (form.height() + 2 * BORDER) * paddedWidth * hidden;
        this.convolution = around.kernels()
                .depthwise(new DepthwiseConvolution.Shape(
                        hidden, form.stride(), paddedWidth, form.outHeight(), form.outWidth()));
    }

    int end() {
        return norm.end();
    }

    void forward(float[] parameters, int count, Mode mode) {
        examples = count;
        raw = Growing.to(rows() * hidden, raw);
        norm.clearSums();
        around.workers().run(examples, (part, from, to) -> {
            float[] padded = emptyImage(part, 0);
            for (int example = from; example < to; example++) {
                int start = example * form.outRows() * hidden;
                pad(example, padded);
                convolution.forward(padded, parameters, at, raw, start);
                if (mode == Mode.TRAIN) {
                    norm.addMoments(part, raw, start, form.outRows());
                }
            }
        });
        norm.prepare(parameters, rows(), mode);
    }

    /** Writes rows of the whole batch, rectified. */
    void write(int row, int rows, float[] to) {
        norm.kernel().apply(raw, row * hidden, to, 0, rows, norm.affine(), Rectification.RELU6);
    }

    /** Begins a gradient; what {@link #takeGradient} takes lies in the array that this returns. */
    float[] expectGradient() {
        norm.clearSums();
        return around.scratch().shared(0, rows() * hidden);
    }

    /** Takes the gradient of rows that {@link #write} wrote, where they lie in the whole batch. */
    void takeGradient(int part, float[] gradient, int row, int rows) {
        int start = row * hidden;
        norm.rectifyGradient(part, gradient, start, raw, start, gradient, start, rows, Rectification.RELU6);
    }

    void backward(float[] parameters, float[] gradient) {
        float[] rectified = around.scratch().shared(0, rows() * hidden);
        norm.finishGradient(parameters, gradient, rows());
        source.expectGradient();
        weightGradient.clear(examples);
        around.workers().run(examples, (part, from, to) -> {
            float[] padded = emptyImage(part, 0);
            float[] local = around.scratch().part(part, 2, form.outRows() * hidden);
            for (int example = from; example < to; example++) {
                int start = example * form.outRows() * hidden;
                pad(example, padded);
                float[] paddedGradient = emptyImage(part, 1);
                norm.kernel().combine(rectified, start, raw, start, local, 0, form.outRows(), norm.combination());
                convolution.backward(padded, paddedGradient, parameters, at, local, weightGradient.of(part));
                unpad(example, part, paddedGradient);
            }
        });
        weightGradient.finish(gradient);
    }

    private int rows() {
        return examples * form.outRows();
    }

    private float[] emptyImage(int part, int slot) {
        float[] image = around.scratch().part(part, slot, paddedLength);
        Arrays.fill(image, 0, paddedLength, 0f);
        return image;
    }

    private void pad(int example, float[] padded) {
        for (int y = 0; y < form.height(); y++) {
            source.write((example * form.height() + y) * form.width(), form.width(), padded, paddedAt(y));
        }
    }

    private void unpad(int example, int part, float[] paddedGradient) {
        for (int y = 0; y < form.height(); y++) {
            int row = (example * form.height() + y) * form.width();
            source.takeGradient(part, paddedGradient, paddedAt(y), row, form.width());
        }
    }

    private int paddedAt(int y) {
        return ((y + BORDER) * paddedWidth + BORDER) * hidden;
    }
}
