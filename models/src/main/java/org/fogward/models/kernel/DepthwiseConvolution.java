package org.fogward.models.kernel;

/**
 * A 3 x 3 convolution of each channel by itself, over one image with a border around it. Weights lie position by position
 * of the kernel, the channels side by side. Stateless and thread-safe.
 */
public interface DepthwiseConvolution {

    /**
     * Computes one image.
     *
     * @param padded the image with its border, from index 0 on
     * @param out receives the outputs
     */
    void forward(float[] padded, float[] weights, int weightsAt, float[] out, int outAt);

    /**
     * Takes a gradient back through one image.
     *
     * @param padded the image with its border, from index 0 on
     * @param paddedGradient is added the gradient with respect to the padded image to
     * @param outGradient the gradient with respect to the outputs, from index 0 on
     * @param weightGradient is added to, from index 0 on
     */
    void backward(
            float[] padded,
            float[] paddedGradient,
            float[] weights,
            int weightsAt,
            float[] outGradient,
            float[] weightGradient);

    /**
     * What is convolved.
     *
     * @param channels how many channels
     * @param stride 1 or 2, both ways
     * @param paddedWidth columns of the padded image
     * @param outHeight rows of outputs
     * @param outWidth columns of outputs
     */
    record Shape(int channels, int stride, int paddedWidth, int outHeight, int outWidth) {}
}
