package org.fogward.sim.curves;

import java.util.List;

/** An axis with round numbers on it. */
sealed interface Axis permits LinearAxis, LogarithmicAxis {

    /** Values to mark, ascending. */
    List<Double> ticks();

    /** Where a value stands on a line from start to end. */
    double place(double value, double start, double end);

    /** A tick in words. */
    String words(double tick);
}
