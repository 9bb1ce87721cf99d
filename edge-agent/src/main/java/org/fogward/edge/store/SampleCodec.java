package org.fogward.edge.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.fogward.models.data.Sample;

/**
 * A sample as bytes, before encryption: version, label, group, source, features as float32, then values, as one byte each
 * for images and as float32 otherwise. Big-endian.
 */
final class SampleCodec {
    private static final byte VERSION = 1;

    private final SampleProfile profile;

    SampleCodec(SampleProfile profile) {
        this.profile = profile;
    }

    byte[] encode(Sample sample) {
        byte[] group = sample.group().getBytes(StandardCharsets.UTF_8);
        byte[] source = sample.source().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Byte.BYTES
                + 3 * Integer.BYTES
                + group.length
                + source.length
                + sample.features().length * Float.BYTES
                + valueBytes());
        bytes.put(VERSION).putInt(sample.label());
        bytes.putInt(group.length).put(group);
        bytes.putInt(source.length).put(source);
        putFloats(bytes, sample.features());
        if (profile.isImage()) {
            for (float value : sample.values()) {
                bytes.put((byte) value);
            }
        } else {
            putFloats(bytes, sample.values());
        }
        return bytes.array();
    }

    Sample decode(byte[] encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(encoded);
            if (bytes.get() != VERSION) {
                throw new StoreException("a stored sample has a newer format");
            }
            int label = bytes.getInt();
            String group = text(bytes);
            String source = text(bytes);
            float[] features = floats(bytes, profile.features().size());
            float[] values = profile.isImage() ? pixels(bytes) : floats(bytes, values());
            return new Sample(values, features, label, group, source);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new StoreException("a stored sample does not fit the profile", e);
        }
    }

    private int values() {
        return profile.shape().values();
    }

    private int valueBytes() {
        return profile.isImage() ? values() : values() * Float.BYTES;
    }

    private float[] pixels(ByteBuffer bytes) {
        float[] pixels = new float[values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Byte.toUnsignedInt(bytes.get());
        }
        return pixels;
    }

    private static void putFloats(ByteBuffer bytes, float[] values) {
        bytes.asFloatBuffer().put(values);
        bytes.position(bytes.position() + values.length * Float.BYTES);
    }

    private static float[] floats(ByteBuffer bytes, int count) {
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + count * Float.BYTES);
        return values;
    }

    private static String text(ByteBuffer bytes) {
        byte[] text = new byte[bytes.getInt()];
        bytes.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
