package org.fogward.models.kernel;

record PlainDepthwiseConvolution(Shape shape) implements DepthwiseConvolution {

    private static final int KERNEL = 3;

    @Override
    public void forward(float[] padded, float[] weights, int weightsAt, float[] out, int outAt) {
        int channels = shape.channels();
        for (int y = 0; y < shape.outHeight(); y++) {
            for (int x = 0; x < shape.outWidth(); x++) {
                int to = outAt + (y * shape.outWidth() + x) * channels;
                for (int c = 0; c < channels; c++) {
                    float sum = 0;
                    for (int k = 0; k < KERNEL * KERNEL; k++) {
                        sum += padded[input(y, x, k) + c] * weights[weightsAt + k * channels + c];
                    }
                    out[to + c] = sum;
                }
            }
        }
    }

    @Override
    public void backward(
            float[] padded,
            float[] paddedGradient,
            float[] weights,
            int weightsAt,
            float[] outGradient,
            float[] weightGradient) {
        int channels = shape.channels();
        for (int y = 0; y < shape.outHeight(); y++) {
            for (int x = 0; x < shape.outWidth(); x++) {
                int from = (y * shape.outWidth() + x) * channels;
                for (int k = 0; k < KERNEL * KERNEL; k++) {
                    int at = input(y, x, k);
                    for (int c = 0; c < channels; c++) {
                        float gradient = outGradient[from + c];
                        paddedGradient[at + c] += gradient * weights[weightsAt + k * channels + c];
                        weightGradient[k * channels + c] += gradient * padded[at + c];
                    }
                }
            }
        }
    }

    private int input(int y, int x, int position) {
        int row = y * shape.stride() + position / KERNEL;
        int column = x * shape.stride() + position % KERNEL;
        return (row * shape.paddedWidth() + column) * shape.channels();
    }
}
