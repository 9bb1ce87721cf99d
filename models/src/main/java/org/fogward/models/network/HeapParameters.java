package org.fogward.models.network;

import org.fogward.models.unit.Unit.Mode;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the layers of one graph share: parameters and gradient as the units read and write them, and the newest array that a unit
 * wrote, so that the next one need not copy it back. For one network.
 */
final class HeapParameters {

    private final float[] parameters;
    private final float[] gradient;
    private Mode mode = Mode.TRAIN;
    private @Nullable INDArray written;
    private float[] writtenValues = {};

    HeapParameters(int count) {
        this.parameters = new float[count];
        this.gradient = new float[count];
    }

    float[] parameters() {
        return parameters;
    }

    float[] gradient() {
        return gradient;
    }

    /** How units normalise while they train. */
    Mode mode() {
        return mode;
    }

    void setMode(Mode training) {
        mode = training;
    }

    /** Remembers what an array was filled with. */
    void wrote(float[] values, INDArray array) {
        written = array;
        writtenValues = values;
    }

    /** Whether it is remembered what the array was filled with. */
    boolean knows(INDArray array) {
        return array == written;
    }

    /** What an array holds: remembered, or read to {@code space}. */
    float[] valuesOf(INDArray array, float[] space, int length) {
        if (knows(array)) {
            return writtenValues;
        }
        NativeFloats.read(array, space, length);
        return space;
    }
}
