package org.fogward.models.unit;

import java.util.Arrays;

/**
 * Where a convolution's kernel lies. The border is {@code (kernel - 1) / 2} on each side, so stride s turns a length n into
 * {@code ceil(n / s)} for odd kernels. Immutable.
 */
final class Windows {

    /** Up to so many numbers a loop is faster than a call that copies. */
    private static final int SHORT_RUN = 16;

    private final int height;
    private final int width;
    private final int channels;
    private final int kernelHeight;
    private final int kernelWidth;
    private final int strideDown;
    private final int strideRight;
    private final int outHeight;
    private final int outWidth;
    private final int run;

    Windows(int height, int width, int channels, int kernelHeight, int kernelWidth, int strideDown, int strideRight) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.kernelHeight = kernelHeight;
        this.kernelWidth = kernelWidth;
        this.strideDown = strideDown;
        this.strideRight = strideRight;
        this.outHeight = Math.ceilDiv(height, strideDown);
        this.outWidth = Math.ceilDiv(width, strideRight);
        this.run = kernelWidth * channels;
    }

    /** How many numbers an example has. */
    int inputs() {
        return height * width * channels;
    }

    int outHeight() {
        return outHeight;
    }

    int outWidth() {
        return outWidth;
    }

    int outPositions() {
        return outHeight * outWidth;
    }

    /** How many numbers a window covers. */
    int length() {
        return kernelHeight * run;
    }

    /** Whether the windows are the rows of channels themselves. */
    boolean isPointwise() {
        return kernelHeight == 1 && kernelWidth == 1 && strideDown == 1 && strideRight == 1;
    }

    /** Lays windows out one after the other. */
    void gather(float[] in, int firstRow, int rows, float[] to) {
        each(firstRow, rows, (from, at, skip, end) -> {
            Arrays.fill(to, at, at + skip, 0f);
            copy(in, from + skip, to, at + skip, end - skip);
            Arrays.fill(to, at + end, at + run, 0f);
        });
    }

    /** Adds what lies in windows to where it came from. */
    void scatter(float[] from, int firstRow, int rows, float[] in) {
        each(firstRow, rows, (to, at, skip, end) -> {
            for (int i = skip; i < end; i++) {
                in[to + i] += from[at + i];
            }
        });
    }

    /** A row of a window: its place in the input, in the window's row, and what part of it is inside the input. */
    private interface Run {
        void visit(int inAt, int rowAt, int skip, int end);
    }

    private void each(int firstRow, int rows, Run visitor) {
        int example = firstRow / outPositions();
        int y = firstRow % outPositions() / outWidth;
        int x = firstRow % outWidth;
        for (int at = 0; at < rows * length(); at += length()) {
            int top = y * strideDown - (kernelHeight - 1) / 2;
            int left = x * strideRight - (kernelWidth - 1) / 2;
            int skip = Math.max(0, -left) * channels;
            int end = Math.max(skip, Math.min(kernelWidth, width - left) * channels);
            int first = ((example * height + top) * width + left) * channels;
            for (int k = 0; k < kernelHeight; k++) {
                boolean inside = top + k >= 0 && top + k < height;
                int rowEnd = inside ? end : 0;
                visitor.visit(first + k * width * channels, at + k * run, inside ? skip : 0, rowEnd);
            }
            x++;
            if (x == outWidth) {
                x = 0;
                y++;
            }
            if (y == outHeight) {
                y = 0;
                example++;
            }
        }
    }

    private static void copy(float[] from, int fromAt, float[] to, int at, int length) {
        if (length > SHORT_RUN) {
            System.arraycopy(from, fromAt, to, at, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            to[at + i] = from[fromAt + i];
        }
    }
}
