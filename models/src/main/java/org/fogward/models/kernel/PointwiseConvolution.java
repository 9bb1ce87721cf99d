package org.fogward.models.kernel;

/**
 * A convolution with a 1 x 1 kernel: every row of channels times one matrix. Other convolutions become this one after their
 * windows are laid out as rows. Weights lie input channel by input channel, the output channels side by side. Stateless and
 * thread-safe.
 */
public interface PointwiseConvolution {

    /**
     * Computes rows of outputs.
     *
     * @param in rows of input channels from {@code inAt} on, without gaps
     * @param out receives rows of output channels
     * @param rows how many
     */
    void forward(float[] in, int inAt, float[] weights, int weightsAt, float[] out, int outAt, int rows);

    /**
     * Adds to the weights' gradient.
     *
     * @param in the rows that went in
     * @param outGradient the loss's gradient with respect to the rows that came out
     * @param weightGradient is added to
     */
    void addWeightGradient(
            float[] in,
            int inAt,
            float[] outGradient,
            int outGradientAt,
            float[] weightGradient,
            int weightGradientAt,
            int rows);
}
