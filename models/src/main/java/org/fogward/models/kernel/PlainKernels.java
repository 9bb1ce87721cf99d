package org.fogward.models.kernel;

record PlainKernels() implements Kernels {

    @Override
    public PointwiseConvolution pointwise(int inChannels, int outChannels) {
        return new PlainPointwiseConvolution(inChannels, outChannels);
    }

    @Override
    public ChannelNormalization normalization(int channels) {
        return new PlainChannelNormalization(channels);
    }

    @Override
    public DepthwiseConvolution depthwise(DepthwiseConvolution.Shape shape) {
        return new PlainDepthwiseConvolution(shape);
    }

    @Override
    public MaximumPooling pooling(int channels) {
        return new PlainMaximumPooling(channels);
    }
}
