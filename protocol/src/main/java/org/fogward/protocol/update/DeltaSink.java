package org.fogward.protocol.update;

/** Takes the coordinates of a decoded delta one after the other, so that nobody has to hold all of them. */
@FunctionalInterface
public interface DeltaSink {

    /**
     * Takes one coordinate. Those that are never handed over are 0.
     *
     * @param coordinate its index, larger at each call
     * @param value anything, even NaN or infinite
     */
    void accept(int coordinate, float value);
}
