package org.fogward.models.unit;

import org.fogward.models.unit.Unit.Mode;

/** The input itself: the first block of MobileNetV2 does not expand. */
final class DirectInput implements BlockInput {

    private final int channels;
    private final int rowsOfExample;
    private final int at;
    private final Surroundings around;
    private float[] in = {};
    private int examples;

    DirectInput(int rowsOfExample, int channels, int at, Surroundings around) {
        this.rowsOfExample = rowsOfExample;
        this.channels = channels;
        this.at = at;
        this.around = around;
    }

    @Override
    public int end() {
        return at;
    }

    @Override
    public void forward(float[] parameters, float[] input, int count, Mode mode) {
        in = input;
        examples = count;
    }

    @Override
    public void write(int row, int rows, float[] to, int start) {
        System.arraycopy(in, row * channels, to, start, rows * channels);
    }

    @Override
    public void expectGradient() {
        around.scratch().shared(1, examples * rowsOfExample * channels);
    }

    @Override
    public void takeGradient(int part, float[] from, int start, int row, int rows) {
        float[] gradient = around.scratch().shared(1, examples * rowsOfExample * channels);
        System.arraycopy(from, start, gradient, row * channels, rows * channels);
    }

    @Override
    public void backward(float[] parameters, float[] inGradient, float[] gradient) {
        if (inGradient.length > 0) {
            int length = examples * rowsOfExample * channels;
            System.arraycopy(around.scratch().shared(1, length), 0, inGradient, 0, length);
        }
    }
}
