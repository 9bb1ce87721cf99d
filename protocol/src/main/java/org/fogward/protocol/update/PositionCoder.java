package org.fogward.protocol.update;

/** Codes where the chosen coordinates are, as the number of others before each. Mutable, for one message. */
interface PositionCoder {

    void encode(RangeEncoder encoder, int gap);

    /** Reads a gap. It may be larger than there are coordinates, but is never negative. */
    int decode(RangeDecoder decoder);

    /** A way to code positions. */
    @FunctionalInterface
    interface Kind {

        /**
         * A coder for one message.
         *
         * @param coordinates how many can be chosen, from 1
         * @param chosen how many are, from 1
         */
        PositionCoder of(int coordinates, int chosen);
    }
}
