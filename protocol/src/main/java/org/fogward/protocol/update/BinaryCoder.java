package org.fogward.protocol.update;

/**
 * Codes bits, in either direction: an encoder writes what it is given and gives it back, a decoder pays no attention to it and
 * gives back what it reads. So what is written and what is read is described once.
 */
interface BinaryCoder {

    /** Codes a bit by the estimate at a place, and lets that learn. */
    int bit(BitModels models, int at, int bit);

    /** Codes a bit that is as likely 0 as 1. */
    int raw(int bit);

    /**
     * Codes a number whose values are all as likely.
     *
     * @param count of its bits, up to 31
     */
    int raw(int number, int count);
}
