package org.fogward.protocol.update;

/** What an encoder takes. */
final class FiniteValues {
    private static final int INFINITY = Float.floatToRawIntBits(Float.POSITIVE_INFINITY);

    private FiniteValues() {}

    static void require(float[] values, UpdateShape shape) {
        if (values.length != shape.parameters()) {
            throw new IllegalArgumentException(
                    "delta: " + values.length + " values, but the shape has " + shape.parameters());
        }
        // Without a way out of the loop, so that it is compiled to vector instructions.
        int highest = 0;
        for (float value : values) {
            highest = Math.max(highest, Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
        }
        if (highest >= INFINITY) {
            int at = 0;
            while (Float.isFinite(values[at])) {
                at++;
            }
            throw new IllegalArgumentException("delta: the value at " + at + " is not finite");
        }
    }

    /** The sum of squares, in an order that is the same on every machine. */
    static double squares(float[] values, int from, int to) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = from;
        // Four sums, since each addition waits for the one before.
        for (; i < to - 3; i += 4) {
            first += (double) values[i] * values[i];
            second += (double) values[i + 1] * values[i + 1];
            third += (double) values[i + 2] * values[i + 2];
            fourth += (double) values[i + 3] * values[i + 3];
        }
        for (; i < to; i++) {
            first += (double) values[i] * values[i];
        }
        return first + second + (third + fourth);
    }
}
