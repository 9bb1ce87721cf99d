package org.fogward.models.kernel;

/** The largest number of a window, channel by channel. Stateless and thread-safe. */
public interface MaximumPooling {

    /**
     * Part of an image.
     *
     * @param at the index of its first channel
     * @param height rows, at least 1
     * @param width columns, at least 1
     * @param rowStride from the beginning of a row to that of the next
     */
    record Window(int at, int height, int width, int rowStride) {}

    /**
     * Pools one window.
     *
     * @param out receives a number for each channel, from {@code outAt} on
     * @param winners receives at the same places where each number comes from; the first of equals
     */
    void forward(float[] in, Window window, float[] out, int[] winners, int outAt);
}
