package org.fogward.fog.broker;

import io.netty.buffer.ByteBuf;

/**
 * Follows MQTT packets (MQTT 5, 2.1) in a stream, however it is cut, by their fixed headers alone, so that their length is known before
 * anybody makes room for them. For one thread.
 */
final class PacketScan {
    static final int CONNECT = 1;
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;

    private static final int MOST_LENGTH_BYTES = 4;

    private final Follower follower;
    private At at = At.TYPE;
    private int first;
    private int lengthBytes;
    private long length;
    private long left;

    private enum At {
        TYPE,
        LENGTH,
        BODY
    }

    /** Told of each packet. */
    interface Follower {
        /**
         * A packet begins.
         *
         * @param first its first byte: type and flags
         * @param length its remaining length; {@link Long#MAX_VALUE} if that is malformed
         * @return whether to go on
         */
        boolean begins(int first, long length);

        /** It was all there. */
        void ends(int first, long length);
    }

    PacketScan(Follower follower) {
        this.follower = follower;
    }

    /** Whether a packet has begun and is not all there. */
    boolean isInside() {
        return at != At.TYPE;
    }

    /**
     * Looks through what came, and leaves it as it is.
     *
     * @return false once the follower does not go on
     */
    boolean read(ByteBuf in) {
        int i = in.readerIndex();
        int end = in.writerIndex();
        while (i < end) {
            switch (at) {
                case TYPE -> {
                    first = in.getUnsignedByte(i++);
                    lengthBytes = 0;
                    length = 0;
                    at = At.LENGTH;
                }
                case LENGTH -> {
                    int next = in.getByte(i++);
                    length |= (long) (next & 0x7f) << (7 * lengthBytes++);
                    boolean more = next < 0;
                    if (more && lengthBytes == MOST_LENGTH_BYTES) {
                        return follower.begins(first, Long.MAX_VALUE);
                    }
                    if (!more && !begin()) {
                        return false;
                    }
                }
                case BODY -> {
                    long taken = Math.min(left, end - i);
                    i += (int) taken;
                    left -= taken;
                    endIfOver();
                }
            }
        }
        return true;
    }

    private boolean begin() {
        if (!follower.begins(first, length)) {
            return false;
        }
        left = length;
        at = At.BODY;
        endIfOver();
        return true;
    }

    private void endIfOver() {
        if (left == 0) {
            at = At.TYPE;
            follower.ends(first, length);
        }
    }
}
