package org.fogward.models.unit;

import org.fogward.models.kernel.Rectification;

/** Normalisation alone, of inputs that nothing has scaled yet. */
final class NormalizationUnit implements Unit {

    private final int positions;
    private final int channels;
    private final int at;
    private final Workers workers;
    private final BatchNorm norm;
    private float[] in = {};
    private int examples;

    NormalizationUnit(int positions, int channels, int at, Surroundings around) {
        this.positions = positions;
        this.channels = channels;
        this.at = at;
        this.workers = around.workers();
        this.norm = new BatchNorm(channels, at, around);
    }

    @Override
    public int inputs() {
        return positions * channels;
    }

    @Override
    public int outputs() {
        return inputs();
    }

    @Override
    public int parameters() {
        return norm.end() - at;
    }

    @Override
    public void forward(float[] parameters, float[] input, float[] out, int count, Mode mode) {
        in = input;
        examples = count;
        if (mode == Mode.TRAIN) {
            norm.clearSums();
            workers.run(count, (part, from, to) -> norm.addExactly(part, in, in, from * inputs(), to * inputs()));
        }
        norm.prepare(parameters, (long) count * positions, mode);
        workers.run(count, (part, from, to) -> norm.kernel()
                .apply(
                        in,
                        from * inputs(),
                        out,
                        from * inputs(),
                        (to - from) * positions,
                        norm.affine(),
                        Rectification.NONE));
    }

    @Override
    public void backward(float[] parameters, float[] outGradient, float[] inGradient, float[] gradient) {
        norm.clearSums();
        workers.run(
                examples, (part, from, to) -> norm.addExactly(part, outGradient, in, from * inputs(), to * inputs()));
        norm.finishGradient(parameters, gradient, (long) examples * positions);
        if (inGradient.length > 0) {
            workers.run(examples, (part, from, to) -> norm.kernel()
                    .combine(
                            outGradient,
                            from * inputs(),
                            in,
                            from * inputs(),
                            inGradient,
                            from * inputs(),
                            (to - from) * positions,
                            norm.combination()));
        }
    }
}
