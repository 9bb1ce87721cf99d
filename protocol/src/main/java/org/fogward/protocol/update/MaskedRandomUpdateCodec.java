package org.fogward.protocol.update;

import java.nio.ByteBuffer;
import org.fogward.protocol.update.UpdateShape.Travel;

/**
 * Coordinates that the seed draws, the same for all that share it, so that only their values travel (Konečný et al., 2016, "random
 * mask") and updates can be added up under masks (Bonawitz et al., CCS 2017). Values are whole numbers up to 127 times a power of two for
 * each {@value #BLOCK} of them. Coordinates that matter less wait as long as others: at the same density it is no match for
 * {@link SparseUpdateCodec}.
 *
 * <p>The bytes: version (1), format (6), then as varints the number of coordinates, how many of them are drawn, and the seed; then
 * one number of a range coder ({@link RangeEncoder}) with the blocks.
 */
public final class MaskedRandomUpdateCodec implements UpdateCodec {
    private static final String NAME = "masked-random";
    private static final int FORMAT = 6;
    private static final int BLOCK = 256;
    private static final WholeScale SCALE = new WholeScale(7);

    /** A codec. */
    public MaskedRandomUpdateCodec() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Coverage coverage() {
        return Coverage.COMMON;
    }

    @Override
    public byte[] encode(float[] values, UpdateShape shape, EncodingOptions options) {
        FiniteValues.require(values, shape);
        int drawn = options.count(shape.length(Travel.CHOSEN));
        DrawnCoordinates coordinates = new DrawnCoordinates(shape, options.seed(), drawn);
        RangeEncoder encoder = new RangeEncoder();
        ScaledBlocks coder = new ScaledBlocks(SCALE);
        int[] block = new int[BLOCK];
        float[] drawnValues = new float[BLOCK];
        for (int count = coordinates.next(block); count > 0; count = coordinates.next(block)) {
            for (int i = 0; i < count; i++) {
                drawnValues[i] = values[block[i]];
            }
            coder.encode(encoder, drawnValues, 0, count);
            for (int i = 0; i < count; i++) {
                values[block[i]] = drawnValues[i];
            }
        }
        return encoder.finish(
                new SparseHeader(FORMAT, 1, EncodingOptions.MOST_WHOLE_DIGITS, values.length, drawn, options.seed())
                        .bytes());
    }

    @Override
    public void decode(byte[] data, UpdateShape shape, DeltaSink sink) throws UpdateFormatException {
        ByteBuffer in = ByteBuffer.wrap(data);
        SparseHeader header = SparseHeader.read(in, FORMAT, shape);
        if (header.bits() > 1 || header.wholeDigits() < EncodingOptions.MOST_WHOLE_DIGITS) {
            throw new UpdateFormatException("format: another one");
        }
        DrawnCoordinates coordinates = new DrawnCoordinates(shape, header.seed(), header.chosen());
        RangeDecoder decoder = new RangeDecoder(data, in.position());
        ScaledBlocks coder = new ScaledBlocks(SCALE);
        int[] block = new int[BLOCK];
        for (int count = coordinates.next(block); count > 0; count = coordinates.next(block)) {
            coder.decode(decoder, 0, count, (i, value) -> sink.accept(block[i], value));
        }
        decoder.finish();
    }
}
