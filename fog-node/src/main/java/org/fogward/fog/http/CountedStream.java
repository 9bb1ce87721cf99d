package org.fogward.fog.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** The first bytes of a stream; tells how many were read when it is closed, once. For one thread at a time. */
final class CountedStream extends InputStream {
    private final InputStream in;
    private final LongConsumer whenClosed;
    private final long limit;
    private long count;
    private boolean closed;

    CountedStream(InputStream in, long limit, LongConsumer whenClosed) {
        this.in = in;
        this.limit = limit;
        this.whenClosed = whenClosed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (count == limit) {
            return -1;
        }
        int got = in.read(into, offset, (int) Math.min(length, limit - count));
        count += Math.max(0, got);
        return got;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(in.available(), limit - count);
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            if (!closed) {
                closed = true;
                whenClosed.accept(count);
            }
        }
    }
}
