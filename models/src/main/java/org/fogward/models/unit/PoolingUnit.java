package org.fogward.models.unit;

import java.util.Arrays;
import org.fogward.models.kernel.MaximumPooling;
import org.fogward.models.kernel.MaximumPooling.Window;

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
    private final MaximumPooling kernel;
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
        this.kernel = around.kernels().pooling(channels);
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
        int rowStride = width * channels;
        workers.run(count, (part, from, to) -> {
            for (int row = from * outHeight; row < to * outHeight; row++) {
                int top = row % outHeight * windowHeight;
                int rows = Math.min(windowHeight, height - top);
                int start = (row / outHeight * height + top) * rowStride;
                for (int x = 0; x < outWidth; x++) {
                    int left = x * windowWidth;
                    Window window =
                            new Window(start + left * channels, rows, Math.min(windowWidth, width - left), rowStride);
                    kernel.forward(in, window, out, winners, (row * outWidth + x) * channels);
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
}
