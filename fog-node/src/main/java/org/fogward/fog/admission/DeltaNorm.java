package org.fogward.fog.admission;

import org.fogward.protocol.update.DeltaSink;

/** The Euclidean norm of a delta that is decoded. For one thread. */
final class DeltaNorm implements DeltaSink {

    private double squares;

    @Override
    public void accept(int coordinate, float value) {
        squares += (double) value * value;
    }

    /** Whether every coordinate was finite: their squares in double precision cannot add up to what is not. */
    boolean isFinite() {
        return Double.isFinite(squares);
    }

    double value() {
        return Math.sqrt(squares);
    }
}
