package org.fogward.models.kernel;

record PlainMaximumPooling(int channels) implements MaximumPooling {

    @Override
    public void forward(float[] in, Window window, float[] out, int[] winners, int outAt) {
        for (int c = 0; c < channels; c++) {
            out[outAt + c] = in[window.at() + c];
            winners[outAt + c] = window.at() + c;
        }
        for (int y = 0; y < window.height(); y++) {
            for (int x = 0; x < window.width(); x++) {
                int from = window.at() + y * window.rowStride() + x * channels;
                for (int c = 0; c < channels; c++) {
                    if (in[from + c] > out[outAt + c]) {
                        out[outAt + c] = in[from + c];
                        winners[outAt + c] = from + c;
                    }
                }
            }
        }
    }
}
