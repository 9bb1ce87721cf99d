package org.fogward.protocol.update;

import java.util.List;
import java.util.Optional;

/** The codecs that this version knows, by name. */
public final class UpdateCodecs {
    private static final List<UpdateCodec> KNOWN = List.of(
            new DenseUpdateCodec(FloatFormat.FLOAT32),
            new DenseUpdateCodec(FloatFormat.FLOAT16),
            new Int8UpdateCodec(),
            SparseUpdateCodec.adaptive(),
            SparseUpdateCodec.golomb(),
            new MaskedRandomUpdateCodec());

    private UpdateCodecs() {}

    /** The codec of a name, or empty when this version does not know it. */
    public static Optional<UpdateCodec> named(String name) {
        return KNOWN.stream().filter(codec -> codec.name().equals(name)).findFirst();
    }

    /** Every name that {@link #named} knows, for messages to people. */
    public static List<String> names() {
        return KNOWN.stream().map(UpdateCodec::name).toList();
    }
}
