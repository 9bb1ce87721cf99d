package org.fogward.models.pretext;

import java.util.Arrays;

/**
 * A square grey image in the making.
 *
 * @param pixels height and width
 * @param values row by row
 */
record Canvas(int pixels, float[] values) {

    private static final float SMALLEST_RANGE = 1e-6f;
    private static final float WHITE = 255;
    /** How much of the darkest and of the lightest is cut off. */
    private static final double TAIL = 0.005;
    /** A part of the pixels tells as much as all; not a divisor of a row. */
    private static final int EVERY = 7;

    Canvas(int pixels) {
        this(pixels, new float[pixels * pixels]);
    }

    /** Blurs with a 3 x 3 mean; the border is held. */
    void blur() {
        float[] source = values.clone();
        for (int y = 0; y < pixels; y++) {
            int up = Math.max(0, y - 1) * pixels;
            int down = Math.min(pixels - 1, y + 1) * pixels;
            for (int x = 0; x < pixels; x++) {
                int left = Math.max(0, x - 1);
                int right = Math.min(pixels - 1, x + 1);
                int at = y * pixels;
                float sum = source[up + left] + source[up + x] + source[up + right];
                sum += source[at + left] + source[at + x] + source[at + right];
                sum += source[down + left] + source[down + x] + source[down + right];
                values[at + x] = sum / 9;
            }
        }
    }

    /** Swaps left and right. */
    void mirror() {
        for (int start = 0; start < values.length; start += pixels) {
            for (int left = start, right = start + pixels - 1; left < right; left++, right--) {
                float kept = values[left];
                values[left] = values[right];
                values[right] = kept;
            }
        }
    }

    /** Stretches the values over the grey levels of eight bits. */
    void toGrey() {
        float[] sorted = new float[values.length / EVERY];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = values[i * EVERY];
        }
        Arrays.sort(sorted);
        float low = sorted[(int) (TAIL * sorted.length)];
        float high = sorted[sorted.length - 1 - (int) (TAIL * sorted.length)];
        float factor = WHITE / Math.max(SMALLEST_RANGE, high - low);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(Math.clamp((values[i] - low) * factor, 0f, WHITE));
        }
    }
}
