package org.fogward.models.unit;

import java.util.Arrays;

/**
 * Where a convolution's kernel lies. The border is {@code (kernel - 1) / 2} on each side, so stride s turns a length n into
 * {@code ceil(n / s)} for odd kernels.
 */
record Windows(
        int height, int width, int channels, int kernelHeight, int kernelWidth, int strideDown, int strideRight) {

    int outHeight() {
        return Math.ceilDiv(height, strideDown);
    }

    int outWidth() {
        return Math.ceilDiv(width, strideRight);
    }

    int outPositions() {
        return outHeight() * outWidth();
    }

    /** How many numbers a window covers. */
    int length() {
        return kernelHeight * kernelWidth * channels;
    }

    /** Whether the windows are the rows of channels themselves. */
    boolean isPointwise() {
        return kernelHeight == 1 && kernelWidth == 1 && strideDown == 1 && strideRight == 1;
    }

    /** Lays windows out one after the other. */
    void gather(float[] in, int firstRow, int rows, float[] to) {
        int run = kernelWidth * channels;
        for (int row = 0; row < rows; row++) {
            int example = (firstRow + row) / outPositions();
            int position = (firstRow + row) % outPositions();
            int top = position / outWidth() * strideDown - (kernelHeight - 1) / 2;
            int left = position % outWidth() * strideRight - (kernelWidth - 1) / 2;
            int skip = Math.max(0, -left) * channels;
            int end = Math.min(kernelWidth, width - left) * channels;
            for (int k = 0; k < kernelHeight; k++) {
                int at = row * length() + k * run;
                int y = top + k;
                if (y < 0 || y >= height || end <= skip) {
                    Arrays.fill(to, at, at + run, 0f);
                    continue;
                }
                int from = ((example * height + y) * width + left) * channels;
                Arrays.fill(to, at, at + skip, 0f);
                System.arraycopy(in, from + skip, to, at + skip, end - skip);
                Arrays.fill(to, at + end, at + run, 0f);
            }
        }
    }

    /** Adds what lies in windows to where it came from. */
    void scatter(float[] from, int firstRow, int rows, float[] in) {
        int run = kernelWidth * channels;
        for (int row = 0; row < rows; row++) {
            int example = (firstRow + row) / outPositions();
            int position = (firstRow + row) % outPositions();
            int top = position / outWidth() * strideDown - (kernelHeight - 1) / 2;
            int left = position % outWidth() * strideRight - (kernelWidth - 1) / 2;
            int skip = Math.max(0, -left) * channels;
            int end = Math.min(kernelWidth, width - left) * channels;
            for (int k = 0; k < kernelHeight; k++) {
                int y = top + k;
                if (y >= 0 && y < height) {
                    int to = ((example * height + y) * width + left) * channels;
                    int at = row * length() + k * run;
                    for (int i = skip; i < end; i++) {
                        in[to + i] += from[at + i];
                    }
                }
            }
        }
    }
}
