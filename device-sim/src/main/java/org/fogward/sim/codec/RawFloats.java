package org.fogward.sim.codec;

import java.nio.ByteBuffer;
import org.fogward.protocol.update.DeltaSink;
import org.fogward.protocol.update.UpdateShape;

/** Arrays of binary32 as they are, as most frameworks send them. */
record RawFloats() implements Method {

    @Override
    public String name() {
        return "float32, as it is";
    }

    @Override
    public byte[] encode(float[] values, UpdateShape shape) {
        ByteBuffer out = ByteBuffer.allocate(Float.BYTES * values.length);
        out.asFloatBuffer().put(values);
        return out.array();
    }

    @Override
    public void decode(byte[] message, UpdateShape shape, DeltaSink sink) {
        ByteBuffer in = ByteBuffer.wrap(message);
        for (int i = 0; in.hasRemaining(); i++) {
            sink.accept(i, in.getFloat());
        }
    }
}
