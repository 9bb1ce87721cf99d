package org.fogward.models.kernel;

/** Products of matrices, blocked so that sums stay in vector registers; plain where channels are too few for that. */
record VectorPointwiseConvolution(int inChannels, int outChannels) implements PointwiseConvolution {

    @Override
    public void forward(float[] in, int inAt, float[] weights, int weightsAt, float[] out, int outAt, int rows) {
        if (VectorRowProduct.suits(outChannels)) {
            new VectorRowProduct(inChannels, outChannels).multiply(in, inAt, weights, weightsAt, out, outAt, rows);
        } else {
            plain().forward(in, inAt, weights, weightsAt, out, outAt, rows);
        }
    }

    @Override
    public void addWeightGradient(
            float[] in,
            int inAt,
            float[] outGradient,
            int outGradientAt,
            float[] weightGradient,
            int weightGradientAt,
            int rows) {
        if (VectorOuterProduct.suits(inChannels, outChannels)) {
            new VectorOuterProduct(inChannels, outChannels)
                    .add(in, inAt, outGradient, outGradientAt, weightGradient, weightGradientAt, rows);
        } else {
            plain().addWeightGradient(in, inAt, outGradient, outGradientAt, weightGradient, weightGradientAt, rows);
        }
    }

    private PlainPointwiseConvolution plain() {
        return new PlainPointwiseConvolution(inChannels, outChannels);
    }
}
