package org.fogward.models.unit;

import java.util.Arrays;

/** The mean over all positions of a channel. */
final class AverageUnit implements Unit {

    private final int positions;
    private final int channels;
    private final Workers workers;
    private int examples;

    AverageUnit(int positions, int channels, Surroundings around) {
        this.positions = positions;
        this.channels = channels;
        this.workers = around.workers();
    }

    @Override
    public int inputs() {
        return positions * channels;
    }

    @Override
    public int outputs() {
        return channels;
    }

    @Override
    public int parameters() {
        return 0;
    }

    @Override
    public void forward(float[] parameters, float[] in, float[] out, int count, Mode mode) {
        examples = count;
        workers.run(count, (part, from, to) -> {
            Arrays.fill(out, from * channels, to * channels, 0f);
            for (int example = from; example < to; example++) {
                int target = example * channels;
                for (int at = example * inputs(); at < (example + 1) * inputs(); at += channels) {
                    for (int c = 0; c < channels; c++) {
                        out[target + c] += in[at + c];
                    }
                }
                for (int c = 0; c < channels; c++) {
                    out[target + c] /= positions;
                }
            }
        });
    }

    @Override
    public void backward(float[] parameters, float[] outGradient, float[] inGradient, float[] gradient) {
        if (inGradient.length > 0) {
            workers.run(examples, (part, from, to) -> {
                for (int example = from; example < to; example++) {
                    int source = example * channels;
                    for (int at = example * inputs(); at < (example + 1) * inputs(); at += channels) {
                        for (int c = 0; c < channels; c++) {
                            inGradient[at + c] = outGradient[source + c] / positions;
                        }
                    }
                }
            });
        }
    }
}
