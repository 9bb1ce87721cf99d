package org.fogward.models.network;

import org.fogward.models.unit.Unit.Mode;

/** What the layers of one graph share: parameters and gradient as the units read and write them. For one network. */
final class HeapParameters {

    private final float[] parameters;
    private final float[] gradient;
    private Mode mode = Mode.TRAIN;

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
}
