package org.fogward.models.kernel;

/**
 * The parts of batch normalisation (Ioffe and Szegedy, ICML 2015) that touch every value: sums for each channel, and an
 * affine map for each channel followed by a rectifier. Values are rows of channels without gaps. Stateless and thread-safe.
 */
public interface ChannelNormalization {

    /** Adds each channel's values to {@code sums} and their squares to {@code squares}. */
    void addMoments(float[] values, int at, int rows, float[] sums, float[] squares);

    /** Writes {@code rectify(factor x value + summand)}; {@code out} may be {@code values}. */
    void apply(float[] values, int at, float[] out, int outAt, int rows, Affine affine, Rectification rectification);

    /** Writes {@code factor x value + summand + shortcut}. */
    void applyAndAdd(
            float[] values, int at, float[] shortcut, int shortcutAt, float[] out, int outAt, int rows, Affine affine);

    /**
     * Takes a gradient back through the rectifier, and adds up for each channel the gradient and its product with the values.
     *
     * @param gradient with respect to what {@link #apply} wrote
     * @param values what went into {@link #apply}
     * @param out receives the gradient with respect to the affine map's output; may be {@code gradient}
     * @param sums is added the gradient to
     * @param products is added gradient times value to
     */
    void rectifyGradient(
            float[] gradient,
            int gradientAt,
            float[] values,
            int at,
            float[] out,
            int outAt,
            int rows,
            Affine affine,
            Rectification rectification,
            float[] sums,
            float[] products);

    /** Writes {@code combination.ofGradient x gradient + combination.ofValue x value + combination.constant}. */
    void combine(
            float[] gradient,
            int gradientAt,
            float[] values,
            int at,
            float[] out,
            int outAt,
            int rows,
            Combination combination);

    /**
     * What multiplies and what is added, channel by channel.
     *
     * @param factor one for each channel
     * @param summand one for each channel
     */
    record Affine(float[] factor, float[] summand) {}

    /**
     * How normalisation's gradient follows from the gradient after it, channel by channel.
     *
     * @param ofGradient factor of the gradient
     * @param ofValue factor of the value that was normalised
     * @param constant what is added
     */
    record Combination(float[] ofGradient, float[] ofValue, float[] constant) {}
}
