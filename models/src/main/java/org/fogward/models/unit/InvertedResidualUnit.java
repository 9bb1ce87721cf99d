package org.fogward.models.unit;

/**
 * A block of MobileNetV2 (Sandler et al., CVPR 2018): expansion (not in the first block), depthwise convolution, linear
 * projection, and a shortcut where input and output have the same form. Its parameters are those of the three convolutions, each
 * followed by its normalisation. Normalised values are made from the raw ones whenever they are needed, and never kept.
 */
final class InvertedResidualUnit implements Unit {

    private final Form form;
    private final int at;
    private final Workers workers;
    private final BlockInput input;
    private final Filtering filtering;
    private final Projection projection;
    private float[] in = {};
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
    record Form(int height, int width, int in, int hidden, boolean expands, int out, int stride, boolean shortcut) {

        int outHeight() {
            return Math.ceilDiv(height, stride);
        }

        int outWidth() {
            return Math.ceilDiv(width, stride);
        }

        int outRows() {
            return outHeight() * outWidth();
        }
    }

    InvertedResidualUnit(Form form, int at, Surroundings around) {
        this.form = form;
        this.at = at;
        this.workers = around.workers();
        int rows = form.height() * form.width();
        this.input = form.expands()
                ? new Expansion(rows, form.in(), form.hidden(), at, around)
                : new DirectInput(rows, form.in(), at, around);
        this.filtering = new Filtering(form, input, around);
        this.projection = new Projection(form, filtering, around);
    }

    @Override
    public int inputs() {
        return form.height() * form.width() * form.in();
    }

    @Override
    public int outputs() {
        return form.outRows() * form.out();
    }

    @Override
    public int parameters() {
        return projection.end() - at;
    }

    @Override
    public void forward(float[] parameters, float[] values, float[] out, int count, Mode mode) {
        in = values;
        examples = count;
        input.forward(parameters, values, count, mode);
        filtering.forward(parameters, count, mode);
        projection.forward(parameters, count, mode);
        workers.run(count, (part, from, to) -> {
            int row = from * form.outRows();
            int rows = (to - from) * form.outRows();
            if (form.shortcut()) {
                projection.writeSum(row, rows, in, out);
            } else {
                projection.write(row, rows, out);
            }
        });
    }

    @Override
    public void backward(float[] parameters, float[] outGradient, float[] inGradient, float[] gradient) {
        projection.backward(parameters, outGradient, gradient);
        filtering.backward(parameters, gradient);
        input.backward(parameters, inGradient, gradient);
        if (form.shortcut() && inGradient.length > 0) {
            for (int i = 0; i < examples * inputs(); i++) {
                inGradient[i] += outGradient[i];
            }
        }
    }
}
