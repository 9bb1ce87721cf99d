package org.fogward.sim.curves;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis on which equal ratios are equally long.
 *
 * @param from the value at its start, above zero
 * @param to the value at its end, above that at its start
 * @param ticks values to mark, ascending
 */
record LogarithmicAxis(double from, double to, List<Double> ticks) implements Axis {
    private static final int[] BETWEEN = {1, 2, 5};
    private static final int MOST_TICKS = 13;

    LogarithmicAxis {
        ticks = List.copyOf(ticks);
    }

    /** An axis that holds values above zero, with 2 and 5 between the powers of ten while there is room. */
    static LogarithmicAxis around(double least, double most) {
        List<BigDecimal> round = roundNumbers(least, most);
        int first = 0;
        while (round.get(first + 1).doubleValue() <= least) {
            first++;
        }
        int last = first + 1;
        while (round.get(last).doubleValue() < most) {
            last++;
        }
        if (least == most) {
            first--;
        }
        List<BigDecimal> within = round.subList(first, last + 1);
        return new LogarithmicAxis(
                within.getFirst().doubleValue(),
                within.getLast().doubleValue(),
                marked(within).stream().map(BigDecimal::doubleValue).toList());
    }

    @Override
    public double place(double value, double start, double end) {
        return start + log(value / from) / log(to / from) * (end - start);
    }

    @Override
    public String words(double tick) {
        return Digits.few(tick);
    }

    private static List<BigDecimal> marked(List<BigDecimal> within) {
        if (within.size() <= MOST_TICKS) {
            return within;
        }
        List<BigDecimal> powers = within.stream()
                .filter(number -> number.unscaledValue().intValue() == 1)
                .toList();
        int every = (powers.size() + MOST_TICKS - 1) / MOST_TICKS;
        List<BigDecimal> marked = new ArrayList<>();
        for (int i = 0; i < powers.size(); i += every) {
            marked.add(powers.get(i));
        }
        return marked;
    }

    /** More than a power of ten beyond the values on both sides. */
    private static List<BigDecimal> roundNumbers(double least, double most) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (int power = (int) log(least) - 3; power <= (int) log(most) + 3; power++) {
            for (int number : BETWEEN) {
                numbers.add(BigDecimal.valueOf(number, -power));
            }
        }
        return numbers;
    }

    /** The same on every machine, so that drawings are too. */
    private static double log(double value) {
        return StrictMath.log10(value);
    }
}
