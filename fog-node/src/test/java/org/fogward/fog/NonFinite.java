package org.fogward.fog;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Encodes by hand what no honest encoder writes. */
final class NonFinite {

    private NonFinite() {}

    /** A dense-float32 delta of NaN throughout. */
    static byte[] delta(int parameters) {
        byte[] planes = new byte[Float.BYTES * parameters];
        Arrays.fill(planes, (byte) 0xff);
        byte[] frame = Zstd.compress(planes);
        return ByteBuffer.allocate(6 + frame.length)
                .put((byte) 1)
                .put((byte) 1)
                .putInt(parameters)
                .put(frame)
                .array();
    }
}
