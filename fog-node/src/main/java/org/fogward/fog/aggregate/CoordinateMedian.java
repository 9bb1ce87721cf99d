package org.fogward.fog.aggregate;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The median of each coordinate, every gateway counting the same: Yin et al., Byzantine-Robust Distributed Learning, ICML 2018. Of
 * an even number the mean of the two in the middle. Goes over the coordinates block by block and decodes every update once for
 * each block, so that memory stays within the budget however many gateways there are.
 */
public final class CoordinateMedian implements AggregationRule {

    private static final int DEFAULT_BUDGET = 1 << 25;

    private final int budget;

    /** A median that holds at most 128 MiB of values of decoded updates. */
    public CoordinateMedian() {
        this(DEFAULT_BUDGET);
    }

    /**
     * A median with another budget.
     *
     * @param budget how many values may be held at a time, at least as many as there are updates
     */
    public CoordinateMedian(int budget) {
        this.budget = budget;
    }

    @Override
    public String name() {
        return "median";
    }

    @Override
    public boolean comparesUpdates() {
        return true;
    }

    @Override
    public void combine(List<Contribution> contributions, double[] into) throws IOException {
        int gateways = contributions.size();
        int block = Math.clamp(budget / gateways, 1, into.length);
        float[] columns = new float[block * gateways];
        for (int from = 0; from < into.length; from += block) {
            int length = Math.min(block, into.length - from);
            Arrays.fill(columns, 0);
            for (int gateway = 0; gateway < gateways; gateway++) {
                int first = from;
                int column = gateway;
                contributions.get(gateway).delta().read((coordinate, value) -> {
                    if (coordinate >= first && coordinate < first + length) {
                        columns[(coordinate - first) * gateways + column] = value;
                    }
                });
            }
            for (int i = 0; i < length; i++) {
                into[from + i] = median(columns, i * gateways, gateways);
            }
        }
    }

    private static double median(float[] values, int from, int length) {
        Arrays.sort(values, from, from + length);
        int upper = from + length / 2;
        return length % 2 == 1 ? values[upper] : ((double) values[upper - 1] + values[upper]) / 2;
    }
}
