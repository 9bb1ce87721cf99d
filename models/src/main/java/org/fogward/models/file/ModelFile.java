package org.fogward.models.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.spec.ModelSpec;

/**
 * Models as bytes. The SHA-256 of these bytes is a model's digest, so the same model always gives the same bytes.
 *
 * <p>The format, all numbers little-endian: the eight bytes {@code FOGWARDM}; a 16-bit version, 1; a 32-bit length and
 * as many bytes of the specification's JSON in UTF-8; a 32-bit count and as many 32-bit floats (IEEE 754), laid out by
 * {@link ParameterLayout#of(ModelSpec)}. Nothing follows.
 */
public final class ModelFile {

    private static final byte[] MAGIC = "FOGWARDM".getBytes(StandardCharsets.US_ASCII);
    private static final short VERSION = 1;
    private static final int MAX_SPEC_BYTES = 1 << 18;

    private ModelFile() {}

    /**
     * Writes a model.
     *
     * @throws IllegalArgumentException where the number of parameters is not the specification's
     */
    public static byte[] encode(ModelSpec spec, float[] parameters) {
        ModelParameters model = new ModelParameters(spec, parameters);
        byte[] json = spec.toJson().getBytes(StandardCharsets.UTF_8);
        int length = MAGIC.length + Short.BYTES + Integer.BYTES + json.length + Integer.BYTES;
        byte[] file = new byte[Math.addExact(length, Math.multiplyExact(parameters.length, Float.BYTES))];
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).putShort(VERSION).putInt(json.length).put(json).putInt(parameters.length);
        buffer.asFloatBuffer().put(model.values());
        return file;
    }

    /**
     * Reads a model. Allocates no more than a small multiple of the file's own length, whatever it claims.
     *
     * @throws ModelFileException naming the field that is wrong
     */
    public static ModelParameters decode(byte[] file) throws ModelFileException {
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (!Arrays.equals(take(buffer, "magic", MAGIC.length), MAGIC)) {
            throw new ModelFileException("magic: not a model file");
        }
        require(buffer, "version", Short.BYTES);
        short version = buffer.getShort();
        if (version != VERSION) {
            throw new ModelFileException("version: " + version + " is not " + VERSION);
        }
        require(buffer, "specification length", Integer.BYTES);
        int specLength = buffer.getInt();
        if (specLength < 0 || specLength > MAX_SPEC_BYTES) {
            throw new ModelFileException("specification length: " + specLength + " is not up to " + MAX_SPEC_BYTES);
        }
        ModelSpec spec = spec(take(buffer, "specification", specLength));
        require(buffer, "parameter count", Integer.BYTES);
        return new ModelParameters(spec, parameters(buffer, buffer.getInt(), layout(spec)));
    }

    /** Whether a file begins as a model file does, so that whatever else is wrong is to be said of one. */
    public static boolean begins(byte[] file) {
        return file.length >= MAGIC.length && Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    private static ModelSpec spec(byte[] json) throws ModelFileException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString();
            return ModelSpec.fromJson(text);
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new ModelFileException("specification: " + e.getMessage(), e);
        }
    }

    private static ParameterLayout layout(ModelSpec spec) throws ModelFileException {
        try {
            return ParameterLayout.of(spec);
        } catch (ArithmeticException e) {
            throw new ModelFileException("specification: more parameters than an array can hold", e);
        }
    }

    private static float[] parameters(ByteBuffer buffer, int count, ParameterLayout layout) throws ModelFileException {
        if (count != layout.parameters()) {
            throw new ModelFileException(
                    "parameter count: " + count + " where the specification has " + layout.parameters());
        }
        if (buffer.remaining() != (long) count * Float.BYTES) {
            throw new ModelFileException(
                    "parameters: " + buffer.remaining() + " bytes for " + count + " 32-bit floats");
        }
        float[] values = new float[count];
        buffer.asFloatBuffer().get(values);
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(values[i])) {
                throw new ModelFileException("parameters[" + i + "]: " + values[i] + " is not finite");
            }
        }
        return values;
    }

    private static byte[] take(ByteBuffer buffer, String field, int length) throws ModelFileException {
        require(buffer, field, length);
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static void require(ByteBuffer buffer, String field, int length) throws ModelFileException {
        if (buffer.remaining() < length) {
            throw new ModelFileException(field + ": the file ends before it is complete");
        }
    }
}
