package org.fogward.models.data;

/**
 * How a sample's values are laid out.
 *
 * <p>Images: row-major, channels last, so the value of row y, column x and channel c is at {@code (y * width + x) *
 * channels + c}. Signals: height 1, width = time steps, so time step t of channel c is at {@code t * channels + c}. Rows
 * of numbers: height and width 1, channels = columns.
 *
 * @param height rows, at least 1
 * @param width columns or time steps, at least 1
 * @param channels values at each position, at least 1
 */
public record SampleShape(int height, int width, int channels) {

    /** No sample has more values than this. */
    public static final int MAX_VALUES = 1 << 24;

    /**
     * Checks that the shape is one that a sample can have.
     *
     * @throws IllegalArgumentException naming the component
     */
    public SampleShape {
        requirePositive("height", height);
        requirePositive("width", width);
        requirePositive("channels", channels);
        if ((long) height * width > MAX_VALUES || (long) height * width * channels > MAX_VALUES) {
            throw new IllegalArgumentException(
                    "shape: " + height + " x " + width + " x " + channels + " is more than " + MAX_VALUES + " values");
        }
    }

    /** The number of values in a sample of this shape. */
    public int values() {
        return height * width * channels;
    }

    @Override
    public String toString() {
        return height + " x " + width + " x " + channels;
    }

    private static void requirePositive(String component, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("shape." + component + ": " + value + " is not positive");
        }
    }
}
