package org.fogward.sim.codec;

import java.util.List;
import org.fogward.protocol.update.DeltaSink;
import org.fogward.protocol.update.EncodingOptions;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.update.UpdateShape;

/** A way to send an update. */
interface Method {

    /** What it is called in the table. */
    String name();

    /** Encodes values, which may be changed. */
    byte[] encode(float[] values, UpdateShape shape);

    /** Decodes them again. */
    void decode(byte[] message, UpdateShape shape, DeltaSink sink) throws UpdateFormatException;

    /** What is compared: others' ways first. */
    static List<Method> all() {
        return List.of(
                new RawFloats(),
                coded("dense-float16", 1, 4),
                coded("dense-int8", 1, 4),
                coded("sparse", 1, 4),
                new TernaryGzip(0.1),
                coded("masked-random", 0.01, 1),
                coded("sparse-golomb", 0.01, 1),
                coded("sparse", 0.1, 1),
                coded("sparse", 0.01, 1),
                coded("sparse", 0.005, 1));
    }

    private static Method coded(String codec, double density, int bits) {
        return new Coded(UpdateCodecs.named(codec).orElseThrow(), new EncodingOptions(density, bits, 1));
    }

    /** A codec of plans. */
    record Coded(UpdateCodec codec, EncodingOptions options) implements Method {

        @Override
        public String name() {
            if (codec.name().startsWith("dense")) {
                return codec.name();
            }
            return codec.name() + ", " + 100 * options.density() + " %"
                    + (options.bits() == 1 ? "" : ", " + options.bits() + " bits");
        }

        @Override
        public byte[] encode(float[] values, UpdateShape shape) {
            return codec.encode(values, shape, options);
        }

        @Override
        public void decode(byte[] message, UpdateShape shape, DeltaSink sink) throws UpdateFormatException {
            codec.decode(message, shape, sink);
        }
    }
}
