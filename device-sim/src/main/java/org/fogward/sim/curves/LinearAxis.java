package org.fogward.sim.curves;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * An axis on which equal steps are equally long.
 *
 * @param from the value at its start
 * @param to the value at its end, above that at its start
 * @param ticks values to mark, ascending
 * @param decimals how many a tick's label needs
 */
record LinearAxis(double from, double to, List<Double> ticks, int decimals) implements Axis {
    private static final int MOST_TICKS = 10;
    private static final int THOUSANDTHS = 1000;
    private static final long[] SHARE_STEPS = {1, 2, 5, 10, 20, 50, 100};
    /** Far less than a step, so that a value on a tick stays on it. */
    private static final double TOLERANCE = 1e-9;

    LinearAxis {
        ticks = List.copyOf(ticks);
    }

    /** An axis of shares, as long as the values need, within 0 and 1. */
    static LinearAxis ofShares(List<Double> values) {
        double least = Collections.min(values) * THOUSANDTHS;
        double most = Collections.max(values) * THOUSANDTHS;
        long step = shareStep(least, most);
        long from = (long) Math.floor(least / step + TOLERANCE);
        long to = (long) Math.ceil(most / step - TOLERANCE);
        if (from >= to) {
            from = Math.max(0, to - 1);
            to = from + 1;
        }
        return ofSteps(from, to, step);
    }

    /** The axis from 0 to 1. */
    static LinearAxis ofAllShares() {
        return ofSteps(0, MOST_TICKS, THOUSANDTHS / MOST_TICKS);
    }

    /** An axis of rounds; a single round stands in the middle. */
    static LinearAxis ofRounds(long first, long last) {
        long step = 1;
        for (int i = 0; (last - first) / step >= MOST_TICKS; i++) {
            step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        }
        List<Double> ticks = new ArrayList<>();
        for (long tick = (first + step - 1) / step * step; tick <= last; tick += step) {
            ticks.add((double) tick);
        }
        return first == last ? new LinearAxis(first - 1, last + 1, ticks, 0) : new LinearAxis(first, last, ticks, 0);
    }

    @Override
    public double place(double value, double start, double end) {
        return start + (value - from) / (to - from) * (end - start);
    }

    @Override
    public String words(double tick) {
        return String.format(Locale.ROOT, "%." + decimals + "f", tick);
    }

    private static long shareStep(double least, double most) {
        for (long step : SHARE_STEPS) {
            if ((most - least) / step <= MOST_TICKS - 2) {
                return step;
            }
        }
        return THOUSANDTHS / MOST_TICKS;
    }

    private static LinearAxis ofSteps(long from, long to, long step) {
        List<Double> ticks = new ArrayList<>();
        for (long tick = from; tick <= to; tick++) {
            ticks.add((double) (tick * step) / THOUSANDTHS);
        }
        int decimals = step % 100 == 0 ? 1 : step % 10 == 0 ? 2 : 3;
        return new LinearAxis(ticks.getFirst(), ticks.getLast(), ticks, decimals);
    }
}
