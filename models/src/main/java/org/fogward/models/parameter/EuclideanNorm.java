package org.fogward.models.parameter;

import java.util.List;

/** How long a gradient is. */
public final class EuclideanNorm {

    private EuclideanNorm() {}

    /** The length of what some segments hold, summed in double precision and always in the same order. */
    public static double of(List<Segment> segments, float[] values) {
        double squares = 0;
        for (Segment segment : segments) {
            squares += squares(values, segment.offset(), segment.end());
        }
        return Math.sqrt(squares);
    }

    /** Four sums side by side, because one alone would wait for each addition to end. */
    private static double squares(float[] values, int from, int to) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            first += (double) values[i] * values[i];
            second += (double) values[i + 1] * values[i + 1];
            third += (double) values[i + 2] * values[i + 2];
            fourth += (double) values[i + 3] * values[i + 3];
        }
        for (; i < to; i++) {
            first += (double) values[i] * values[i];
        }
        return first + second + third + fourth;
    }
}
