package org.fogward.models.kernel;

/** With vectors where the channels fill them, otherwise plain. */
record VectorKernels() implements Kernels {

    static Kernels whereFast() {
        return Lanes.areFast() ? new VectorKernels() : Kernels.plain();
    }

    @Override
    public PointwiseConvolution pointwise(int inChannels, int outChannels) {
        return new VectorPointwiseConvolution(inChannels, outChannels);
    }

    @Override
    public ChannelNormalization normalization(int channels) {
        return fills(channels) ? new VectorChannelNormalization(channels) : new PlainChannelNormalization(channels);
    }

    @Override
    public DepthwiseConvolution depthwise(DepthwiseConvolution.Shape shape) {
        return fills(shape.channels()) ? new VectorDepthwiseConvolution(shape) : new PlainDepthwiseConvolution(shape);
    }

    @Override
    public MaximumPooling pooling(int channels) {
        return fills(channels) ? new VectorMaximumPooling(channels) : new PlainMaximumPooling(channels);
    }

    private static boolean fills(int channels) {
        return channels % Lanes.COUNT == 0;
    }
}
