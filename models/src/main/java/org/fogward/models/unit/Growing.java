package org.fogward.models.unit;

/** Arrays that are made anew only when they are too short. */
final class Growing {

    private Growing() {}

    static float[] to(int length, float[] array) {
        return array.length < length ? new float[length] : array;
    }
}
