package org.fogward.models.kernel;

/** Makes kernels for given numbers of channels. Stateless and thread-safe. */
public interface Kernels {

    /** A pointwise convolution. */
    PointwiseConvolution pointwise(int inChannels, int outChannels);

    /** A normalisation. */
    ChannelNormalization normalization(int channels);

    /** A depthwise convolution. */
    DepthwiseConvolution depthwise(DepthwiseConvolution.Shape shape);

    /** A pooling. */
    MaximumPooling pooling(int channels);

    /**
     * The fastest that this runtime has: with vectors where {@code jdk.incubator.vector} is there and the platform computes at
     * least four numbers at once.
     */
    static Kernels best() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? VectorKernels.whereFast() : plain();
    }

    /** In plain Java: slower, and the same up to rounding. */
    static Kernels plain() {
        return new PlainKernels();
    }
}
