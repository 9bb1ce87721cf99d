package org.fogward.protocol.update;

/** Codes places on the {@link MagnitudeGrid}, each by how far it is from the one before. Mutable, for one message. */
final class GridCoder {
    /** Where updates usually are: about 2^-10. */
    private static final int FIRST = -10 * MagnitudeGrid.STEPS;

    private final AdaptiveNumbers steps = AdaptiveNumbers.small(2 * (MagnitudeGrid.HIGHEST - MagnitudeGrid.LOWEST));
    private int last = FIRST;

    void encode(RangeEncoder encoder, int place) {
        steps.encode(encoder, Zigzag.of(place - last));
        last = place;
    }

    int decode(RangeDecoder decoder) throws UpdateFormatException {
        last += Zigzag.from(steps.decode(decoder));
        if (last < MagnitudeGrid.LOWEST || last > MagnitudeGrid.HIGHEST) {
            throw new UpdateFormatException("scale: beyond what a float holds");
        }
        return last;
    }
}
