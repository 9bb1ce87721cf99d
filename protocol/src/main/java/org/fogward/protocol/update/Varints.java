package org.fogward.protocol.update;

import java.nio.ByteBuffer;

/** Numbers in as many groups of seven bits as they need, the lowest first, each with a bit for whether another follows (LEB128). */
final class Varints {
    private static final int GROUP = 7;
    private static final int MORE = 1 << GROUP;

    private Varints() {}

    static void put(ByteBuffer out, long number) {
        long left = number;
        while (left >>> GROUP != 0) {
            out.put((byte) (left | MORE));
            left >>>= GROUP;
        }
        out.put((byte) left);
    }

    /** @throws UpdateFormatException naming the field, if it is cut off, too large or longer than it need be */
    static long get(ByteBuffer in, String field) throws UpdateFormatException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE && in.hasRemaining(); shift += GROUP) {
            long group = in.get();
            number |= (group & MORE - 1) << shift;
            if (group >= 0) {
                if (group == 0 && shift > 0 || group > 1 && shift + GROUP > Long.SIZE) {
                    throw new UpdateFormatException(field + ": not as an encoder writes it");
                }
                return number;
            }
        }
        throw new UpdateFormatException(field + ": cut off");
    }
}
