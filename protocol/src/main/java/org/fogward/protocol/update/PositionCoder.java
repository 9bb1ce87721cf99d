package org.fogward.protocol.update;

/** Codes where the chosen coordinates are, as the number of others before each. Mutable, for one message. */
interface PositionCoder {

    /** Codes a gap. A decoder may get one that is larger than there are coordinates, and never a negative one. */
    int gap(BinaryCoder coder, int gap);

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
