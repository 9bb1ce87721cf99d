package org.fogward.models.kernel;

/** What happens to a value after normalisation. */
public enum Rectification {
    /** Nothing: the linear bottleneck of MobileNetV2. */
    NONE(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY),
    /** Negative values become 0. */
    RELU(0, Float.POSITIVE_INFINITY),
    /** Negative values become 0, values above 6 become 6. */
    RELU6(0, 6);

    private final float floor;
    private final float cap;

    Rectification(float floor, float cap) {
        this.floor = floor;
        this.cap = cap;
    }

    /** The least value that comes out. */
    public float floor() {
        return floor;
    }

    /** The largest value that comes out. */
    public float cap() {
        return cap;
    }
}
