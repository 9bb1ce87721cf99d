package org.fogward.protocol.update;

/**
 * Turns a model update into bytes and back. An update is a delta: new local parameters minus the base model's, in the
 * order of the model's parameter layout.
 *
 * <p>Implementations are deterministic (the same delta gives the same bytes, the same bytes the same delta, on every
 * machine), have no state and are safe for use by several threads. They may lose precision and coordinates, but say what they lost,
 * so that it can travel later: error feedback (Seide et al., Interspeech 2014; Stich et al., NeurIPS 2018).
 */
public interface UpdateCodec {
    /** The name by which a round's announcement asks for this codec. */
    String name();

    /** Which coordinates its updates hold. */
    Coverage coverage();

    /**
     * Encodes a delta.
     *
     * @param values the delta; afterwards what the bytes do not hold: the delta minus what {@link #decode} makes of it
     * @param shape how it lies
     * @param options how much of it to keep
     * @throws IllegalArgumentException if a value is NaN or infinite, or the shape has another number of coordinates
     */
    byte[] encode(float[] values, UpdateShape shape, EncodingOptions options);

    /**
     * Decodes a delta that came from outside.
     *
     * @param data any bytes
     * @param shape how the delta lies; never more memory is taken than this needs
     * @param sink takes the coordinates that are not 0, and perhaps others, in ascending order. Where decoding fails it may have taken some
     *     by then
     * @throws UpdateFormatException if the data is not such a delta
     */
    void decode(byte[] data, UpdateShape shape, DeltaSink sink) throws UpdateFormatException;

    /** Encodes a delta of which nothing is known, as far as the codec can whole. */
    default byte[] encode(float[] delta) {
        return encode(delta.clone(), UpdateShape.flat(delta.length), EncodingOptions.EVERYTHING);
    }

    /**
     * Decodes a delta that came from outside into an array.
     *
     * @return as many values as the shape has coordinates
     * @throws UpdateFormatException if the data is not such a delta
     */
    default float[] decode(byte[] data, UpdateShape shape) throws UpdateFormatException {
        float[] values = new float[shape.parameters()];
        decode(data, shape, (coordinate, value) -> values[coordinate] = value);
        return values;
    }
}
