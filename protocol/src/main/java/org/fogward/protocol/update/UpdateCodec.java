package org.fogward.protocol.update;

/**
 * Turns a model update into bytes and back. An update is a delta: new local parameters minus the base model's, in the
 * order of the model's parameter layout.
 *
 * <p>Implementations are deterministic (the same delta gives the same bytes, the same bytes the same delta, on every
 * machine), have no state and are safe for use by several threads. They may lose precision.
 */
public interface UpdateCodec {
    /** The name by which a round's announcement asks for this codec. */
    String name();

    /**
     * Encodes a delta.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    byte[] encode(float[] delta);

    /**
     * Decodes a delta that came from outside. Values may be NaN or infinite: the caller decides about these.
     *
     * @param data any bytes
     * @param parameters how many coordinates the model has; never more memory is taken than these need
     * @return exactly {@code parameters} values
     * @throws UpdateFormatException if the data is not such a delta
     */
    float[] decode(byte[] data, int parameters) throws UpdateFormatException;
}
