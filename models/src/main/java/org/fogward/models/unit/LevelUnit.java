package org.fogward.models.unit;

import java.util.Arrays;
import org.fogward.models.architecture.LayerPlan;

/** Means over a grid of equal areas, channel by channel. */
final class LevelUnit implements Unit {

    private final LayerPlan.Level plan;
    private final int rowStride;
    private final Workers workers;
    private int examples;

    LevelUnit(LayerPlan.Level plan, Surroundings around) {
        this.plan = plan;
        this.rowStride = plan.columns() * plan.width() * plan.channels();
        this.workers = around.workers();
    }

    @Override
    public int inputs() {
        return plan.rows() * plan.height() * rowStride;
    }

    @Override
    public int outputs() {
        return plan.outputs();
    }

    @Override
    public int parameters() {
        return 0;
    }

    @Override
    public void forward(float[] parameters, float[] in, float[] out, int count, Mode mode) {
        examples = count;
        workers.run(count, (part, from, to) -> {
            float[] sums = new float[plan.channels()];
            for (int area = from * areas(); area < to * areas(); area++) {
                Arrays.fill(sums, 0f);
                for (int row = 0; row < plan.height(); row++) {
                    add(in, start(area) + row * rowStride, sums);
                }
                for (int c = 0; c < sums.length; c++) {
                    out[target(area, c)] = sums[c] / positions();
                }
            }
        });
    }

    @Override
    public void backward(float[] parameters, float[] outGradient, float[] inGradient, float[] gradient) {
        if (inGradient.length > 0) {
            workers.run(examples, (part, from, to) -> {
                float[] shares = new float[plan.channels()];
                for (int area = from * areas(); area < to * areas(); area++) {
                    for (int c = 0; c < shares.length; c++) {
                        shares[c] = outGradient[target(area, c)] / positions();
                    }
                    for (int row = 0; row < plan.height(); row++) {
                        spread(shares, inGradient, start(area) + row * rowStride);
                    }
                }
            });
        }
    }

    private void add(float[] in, int at, float[] sums) {
        for (int x = 0; x < plan.width(); x++) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += in[at + x * sums.length + c];
            }
        }
    }

    private void spread(float[] shares, float[] inGradient, int at) {
        for (int x = 0; x < plan.width(); x++) {
            System.arraycopy(shares, 0, inGradient, at + x * shares.length, shares.length);
        }
    }

    private int areas() {
        return plan.rows() * plan.columns();
    }

    private int positions() {
        return plan.height() * plan.width();
    }

    /** Where an area of the batch begins in the input. */
    private int start(int area) {
        int example = area / areas();
        int row = area % areas() / plan.columns();
        int column = area % plan.columns();
        return example * inputs() + row * plan.height() * rowStride + column * plan.width() * plan.channels();
    }

    private int target(int area, int channel) {
        int example = area / areas();
        return example * outputs() + channel * areas() + area % areas();
    }
}
