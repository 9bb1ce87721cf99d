package org.fogward.models.unit;

import java.util.Arrays;

/** The largest of each window; windows do not overlap, and the last ones may be cut short. The first of equals wins. */
final class PoolingUnit implements Unit {

    private final int height;
    private final int width;
    private final int channels;
    private final int windowHeight;
    private final int windowWidth;
    private final int outHeight;
    private final int outWidth;
    private final Workers workers;
    private int[] winners = {};
    private int examples;

    PoolingUnit(int height, int width, int channels, int windowHeight, int windowWidth, Surroundings around) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.windowHeight = windowHeight;
        this.windowWidth = windowWidth;
        this.outHeight = Math.ceilDiv(height, windowHeight);
        this.outWidth = Math.ceilDiv(width, windowWidth);
        this.workers = around.workers();
    }

    @Override
    public int inputs() {
        return height * width * channels;
    }

    @Override
    public int outputs() {
        return outHeight * outWidth * channels;
    }

    @Override
    public int parameters() {
        return 0;
    }

    @Override
    public void forward(float[] parameters, float[] in, float[] out, int count, Mode mode) {
        examples = count;
        if (winners.length < count * outputs()) {
            winners = new int[count * outputs()];
        }
        workers.run(count, (part, from, to) -> {
            for (int row = from * outHeight; row < to * outHeight; row++) {
                int top = row % outHeight * windowHeight;
                int bottom = Math.min(height, top + windowHeight);
                int image = row / outHeight * height;
                for (int x = 0; x < outWidth; x++) {
                    int right = Math.min(width, (x + 1) * windowWidth);
                    pool(in, out, (row * outWidth + x) * channels, image + top, image + bottom, x * windowWidth, right);
                }
            }
        });
    }

    @Override
    public void backward(float[] parameters, float[] outGradient, float[] inGradient, float[] gradient) {
        if (inGradient.length > 0) {
            workers.run(examples, (part, from, to) -> {
                Arrays.fill(inGradient, from * inputs(), to * inputs(), 0f);
                for (int i = from * outputs(); i < to * outputs(); i++) {
                    inGradient[winners[i]] = outGradient[i];
                }
            });
        }
    }

    private void pool(float[] in, float[] out, int to, int top, int bottom, int left, int right) {
        int first = (top * width + left) * channels;
        for (int c = 0; c < channels; c++) {
            out[to + c] = in[first + c];
            winners[to + c] = first + c;
        }
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int at = (y * width + x) * channels;
                for (int c = 0; c < channels; c++) {
                    boolean larger = in[at + c] > out[to + c];
                    out[to + c] = larger ? in[at + c] : out[to + c];
                    winners[to + c] = larger ? at + c : winners[to + c];
                }
            }
        }
    }
}
