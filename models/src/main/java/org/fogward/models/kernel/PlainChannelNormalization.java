package org.fogward.models.kernel;

record PlainChannelNormalization(int channels) implements ChannelNormalization {

    @Override
    public void addMoments(float[] values, int at, int rows, float[] sums, float[] squares) {
        for (int i = at; i < at + rows * channels; i += channels) {
            for (int c = 0; c < channels; c++) {
                float value = values[i + c];
                sums[c] += value;
                squares[c] += value * value;
            }
        }
    }

    @Override
    public void apply(
            float[] values, int at, float[] out, int outAt, int rows, Affine affine, Rectification rectification) {
        float floor = rectification.floor();
        float cap = rectification.cap();
        for (int row = 0, i = at, o = outAt; row < rows; row++, i += channels, o += channels) {
            for (int c = 0; c < channels; c++) {
                float value = affine.factor()[c] * values[i + c] + affine.summand()[c];
                out[o + c] = Math.min(cap, Math.max(floor, value));
            }
        }
    }

    @Override
    public void applyAndAdd(
            float[] values, int at, float[] shortcut, int shortcutAt, float[] out, int outAt, int rows, Affine affine) {
        for (int row = 0; row < rows; row++) {
            int offset = row * channels;
            for (int c = 0; c < channels; c++) {
                out[outAt + offset + c] = affine.factor()[c] * values[at + offset + c]
                        + affine.summand()[c]
                        + shortcut[shortcutAt + offset + c];
            }
        }
    }

    @Override
    public void rectifyGradient(
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
            float[] products) {
        float floor = rectification.floor();
        float cap = rectification.cap();
        for (int row = 0; row < rows; row++) {
            int offset = row * channels;
            for (int c = 0; c < channels; c++) {
                float value = values[at + offset + c];
                float mapped = affine.factor()[c] * value + affine.summand()[c];
                float passed = mapped > floor && mapped < cap ? gradient[gradientAt + offset + c] : 0;
                out[outAt + offset + c] = passed;
                sums[c] += passed;
                products[c] += passed * value;
            }
        }
    }

    @Override
    public void combine(
            float[] gradient,
            int gradientAt,
            float[] values,
            int at,
            float[] out,
            int outAt,
            int rows,
            Combination combination) {
        for (int row = 0; row < rows; row++) {
            int offset = row * channels;
            for (int c = 0; c < channels; c++) {
                out[outAt + offset + c] = combination.ofGradient()[c] * gradient[gradientAt + offset + c]
                        + combination.ofValue()[c] * values[at + offset + c]
                        + combination.constant()[c];
            }
        }
    }
}
