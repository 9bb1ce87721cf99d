package org.fogward.models.unit;

import java.util.Arrays;
import org.fogward.models.kernel.Rectification;

/** A layer after the other in double precision, as their definitions read. Examples one by one, channels last. */
final class Naive {

    private static final double EPSILON = 1e-3;
    private static final double DECAY = 0.9;

    private final double[] parameters;
    private final double[] updated;
    private final int examples;
    private final Unit.Mode mode;
    private int at;
    private double[] values;
    private int height;
    private int width;
    private int channels;

    Naive(double[] parameters, int at, double[] in, int examples, Unit.Mode mode) {
        this.parameters = parameters;
        this.updated = parameters.clone();
        this.at = at;
        this.values = in;
        this.examples = examples;
        this.mode = mode;
    }

    double[] values() {
        return values;
    }

    /** The parameters after this batch's step of the running statistics. */
    double[] updated() {
        return updated;
    }

    Naive shaped(int newHeight, int newWidth, int newChannels) {
        height = newHeight;
        width = newWidth;
        channels = newChannels;
        return this;
    }

    Naive convolve(int kernelHeight, int kernelWidth, int down, int right, int out) {
        int outHeight = Math.ceilDiv(height, down);
        int outWidth = Math.ceilDiv(width, right);
        double[] result = new double[examples * outHeight * outWidth * out];
        for (int i = 0; i < result.length; i += out) {
            for (int ky = 0; ky < kernelHeight; ky++) {
                for (int kx = 0; kx < kernelWidth; kx++) {
                    int y = i / out / outWidth % outHeight * down + ky - kernelHeight / 2;
                    int x = i / out % outWidth * right + kx - kernelWidth / 2;
                    for (int c = 0; isInside(y, x) && c < channels; c++) {
                        double value = values[index(i / out / outWidth / outHeight, y, x) + c];
                        int weight = at + ((ky * kernelWidth + kx) * channels + c) * out;
                        for (int o = 0; o < out; o++) {
                            result[i + o] += value * parameters[weight + o];
                        }
                    }
                }
            }
        }
        at += kernelHeight * kernelWidth * channels * out;
        values = result;
        return shaped(outHeight, outWidth, out);
    }

    Naive convolveDepthwise(int stride) {
        int outHeight = Math.ceilDiv(height, stride);
        int outWidth = Math.ceilDiv(width, stride);
        double[] result = new double[examples * outHeight * outWidth * channels];
        for (int i = 0; i < result.length; i++) {
            int position = i / channels;
            for (int k = 0; k < 9; k++) {
                int y = position / outWidth % outHeight * stride + k / 3 - 1;
                int x = position % outWidth * stride + k % 3 - 1;
                if (isInside(y, x)) {
                    int c = i % channels;
                    result[i] += values[index(position / outWidth / outHeight, y, x) + c]
                            * parameters[at + k * channels + c];
                }
            }
        }
        at += 9 * channels;
        values = result;
        return shaped(outHeight, outWidth, channels);
    }

    Naive normalize() {
        double[] result = new double[values.length];
        int rows = values.length / channels;
        for (int c = 0; c < channels; c++) {
            double mean = parameters[at + 2 * channels + c];
            double variance = parameters[at + 3 * channels + c];
            if (mode == Unit.Mode.TRAIN) {
                double sum = 0;
                for (int i = c; i < values.length; i += channels) {
                    sum += values[i];
                }
                double squares = 0;
                for (int i = c; i < values.length; i += channels) {
                    squares += (values[i] - sum / rows) * (values[i] - sum / rows);
                }
                updated[at + 2 * channels + c] = DECAY * mean + (1 - DECAY) * sum / rows;
                updated[at + 3 * channels + c] = DECAY * variance + (1 - DECAY) * squares / rows;
                mean = sum / rows;
                variance = squares / rows;
            }
            double factor = parameters[at + c] / Math.sqrt(variance + EPSILON);
            for (int i = c; i < values.length; i += channels) {
                result[i] = (values[i] - mean) * factor + parameters[at + channels + c];
            }
        }
        at += 4 * channels;
        values = result;
        return this;
    }

    Naive rectify(Rectification rectification) {
        values = Arrays.stream(values)
                .map(value -> Math.clamp(value, rectification.floor(), rectification.cap()))
                .toArray();
        return this;
    }

    Naive add(double[] shortcut) {
        double[] result = values.clone();
        Arrays.setAll(result, i -> result[i] + shortcut[i]);
        values = result;
        return this;
    }

    Naive pool(int windowHeight, int windowWidth) {
        int outHeight = Math.ceilDiv(height, windowHeight);
        int outWidth = Math.ceilDiv(width, windowWidth);
        double[] result = new double[examples * outHeight * outWidth * channels];
        Arrays.fill(result, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < values.length; i++) {
            int position = i / channels;
            int y = position / width % height / windowHeight;
            int x = position % width / windowWidth;
            int to = ((position / width / height * outHeight + y) * outWidth + x) * channels + i % channels;
            result[to] = Math.max(result[to], values[i]);
        }
        values = result;
        return shaped(outHeight, outWidth, channels);
    }

    Naive average() {
        double[] result = new double[examples * channels];
        int inputs = height * width * channels;
        for (int i = 0; i < values.length; i++) {
            result[i / inputs * channels + i % channels] += values[i] / (height * width);
        }
        values = result;
        return shaped(1, 1, channels);
    }

    /** Means over a grid of areas, channel by channel. */
    Naive averageOver(int rows, int columns) {
        int positions = height / rows * (width / columns);
        double[] result = new double[examples * rows * columns * channels];
        for (int i = 0; i < values.length; i++) {
            int position = i / channels;
            int row = position / width % height / (height / rows);
            int column = position % width / (width / columns);
            int to = ((position / width / height * channels + i % channels) * rows + row) * columns + column;
            result[to] += values[i] / positions;
        }
        values = result;
        return shaped(1, 1, rows * columns * channels);
    }

    private boolean isInside(int y, int x) {
        return y >= 0 && y < height && x >= 0 && x < width;
    }

    private int index(int example, int y, int x) {
        return ((example * height + y) * width + x) * channels;
    }
}
