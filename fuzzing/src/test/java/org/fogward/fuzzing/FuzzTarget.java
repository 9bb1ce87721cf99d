package org.fogward.fuzzing;

import java.util.List;

/**
 * One parser of outside input, as a fuzzer drives it. An implementation lies in its parser's package, makes keys and signatures once
 * (in its constructor) and keeps nothing between inputs, so that an input does the same whenever it comes. For one thread.
 */
public interface FuzzTarget {
    /** Inputs to start from: such as the parser takes, and such as reach its branches. */
    List<byte[]> seeds() throws Exception;

    /**
     * Gives one input to the parser. Returns if it was taken or refused in the way that the parser promises.
     *
     * @throws Exception anything that the parser does not promise
     * @throws AssertionError if what was read breaks a promise
     */
    void run(byte[] input) throws Exception;

    /** How many inputs beside its seeds a build gives it: fewer where the parser is slow. */
    default int inputsInBuild() {
        return 3_000;
    }

    /** The most bytes that one input may take from the heap, garbage included. */
    default long mostBytes() {
        return 4L << 20;
    }
}
