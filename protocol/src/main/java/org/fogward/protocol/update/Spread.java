package org.fogward.protocol.update;

/** How the coordinates that may travel are spread over the segments of which some are chosen. Without state. */
@FunctionalInterface
interface Spread {

    /**
     * Says which coordinates are chosen.
     *
     * @param values finite ones
     * @param options of which the density counts: which share of the coordinates of all {@link UpdateShape.Travel#CHOSEN} segments;
     *     at least one is chosen, but none that is 0
     */
    Limits limits(float[] values, UpdateShape shape, EncodingOptions options);
}
