package org.fogward.protocol.update;

/** What an encoder takes. */
final class FiniteValues {

    private FiniteValues() {}

    static void require(float[] values, UpdateShape shape) {
        if (values.length != shape.parameters()) {
            throw new IllegalArgumentException(
                    "delta: " + values.length + " values, but the shape has " + shape.parameters());
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException("delta: the value at " + i + " is not finite");
            }
        }
    }
}
