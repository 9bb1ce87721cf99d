package org.fogward.fog.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** The first bytes of a stream; tells how many were read when it is closed, if any were. For one thread at a time. */
final class CountedStream extends FilterInputStream {
    private final LongConsumer whenClosed;
    private final long limit;
    private long count;
    private boolean closed;

    CountedStream(InputStream in, long limit, LongConsumer whenClosed) {
        super(in);
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
        int got = super.read(into, offset, (int) Math.min(length, limit - count));
        count += Math.max(0, got);
        return got;
    }

    @Override
    public long skip(long n) throws IOException {
        return super.skip(Math.min(n, limit - count));
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(super.available(), limit - count);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        super.close();
        if (!closed && count > 0) {
            whenClosed.accept(count);
        }
        closed = true;
    }
}
