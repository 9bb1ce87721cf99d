package org.fogward.protocol.update;

import java.nio.ByteBuffer;
import org.fogward.protocol.update.UpdateShape.Segment;
import org.fogward.protocol.update.UpdateShape.Travel;

/**
 * The coordinates that matter most, coarsely: top-k with error feedback (Stich et al., NeurIPS 2018), signs with a magnitude for
 * each segment or a few levels of it (as in Sattler et al., IEEE TNNLS 2020), arithmetic coding.
 *
 * <p>The bytes: version (1), format plus 16 times the bits of a value less one plus 64 times what whole values lack of five binary digits, then as varints the number of coordinates, how
 * many of them are chosen, and the seed, 0 with one bit. Then one number of a range coder ({@link RangeEncoder}), in which for each
 * segment with chosen coordinates stands its scale, for each of these its sign and level and then how many others come before the next,
 * and for whole segments each value in steps. A message is either exactly what an encoder writes for what is read from it, or
 * refused; a changed bit mostly gives another delta, which only a signature tells from what was sent.
 */
public final class SparseUpdateCodec implements UpdateCodec {
    private static final Spread SPREAD = new ScaledSpread(0.5);

    private final String name;
    private final int format;
    private final PositionCoder.Kind positions;
    private final Spread spread;

    SparseUpdateCodec(String name, int format, PositionCoder.Kind positions, Spread spread) {
        this.name = name;
        this.format = format;
        this.positions = positions;
        this.spread = spread;
    }

    /** The codec that rounds use: positions by how often such gaps came before. */
    public static SparseUpdateCodec adaptive() {
        return new SparseUpdateCodec("sparse", 4, AdaptiveGaps::new, SPREAD);
    }

    /** With Golomb-Rice codes for positions, for comparison. */
    public static SparseUpdateCodec golomb() {
        return new SparseUpdateCodec("sparse-golomb", 5, RiceGaps::new, SPREAD);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Coverage coverage() {
        return Coverage.OWN;
    }

    @Override
    public byte[] encode(float[] values, UpdateShape shape, EncodingOptions options) {
        FiniteValues.require(values, shape);
        Limits limits = spread.limits(values, shape, options);
        long seed = options.bits() == 1 ? 0 : options.seed();
        int digits = shape.length(Travel.WHOLE) > 0 ? options.wholeDigits() : EncodingOptions.MOST_WHOLE_DIGITS;
        SparseHeader header = new SparseHeader(format, options.bits(), digits, values.length, limits.chosen(), seed);
        SparseEncoding encoding = new SparseEncoding(
                values, header, new ChosenCoordinates(values, shape, limits), gaps(shape, header.chosen()));
        WholeCoder whole = new WholeCoder(header.wholeDigits());
        int from = 0;
        for (Segment segment : shape.segments()) {
            int to = from + segment.length();
            if (segment.travel() == Travel.CHOSEN) {
                encoding.segment(to);
            } else if (segment.travel() == Travel.WHOLE) {
                whole.encode(encoding.encoder(), values, from, to);
            }
            from = to;
        }
        return encoding.encoder().finish(header.bytes());
    }

    @Override
    public void decode(byte[] data, UpdateShape shape, DeltaSink sink) throws UpdateFormatException {
        ByteBuffer in = ByteBuffer.wrap(data);
        int choosable = shape.length(Travel.CHOSEN);
        SparseHeader header = SparseHeader.read(in, format, shape);
        if (header.bits() == 1 && header.seed() != 0) {
            throw new UpdateFormatException("seed: nothing is drawn with one bit");
        }
        RangeDecoder decoder = new RangeDecoder(data, in.position());
        SparseDecoding decoding = new SparseDecoding(decoder, header, choosable, gaps(shape, header.chosen()), sink);
        WholeCoder whole = new WholeCoder(header.wholeDigits());
        int from = 0;
        for (Segment segment : shape.segments()) {
            int to = from + segment.length();
            if (segment.travel() == Travel.CHOSEN) {
                decoding.segment(from, to);
            } else if (segment.travel() == Travel.WHOLE) {
                whole.decode(decoder, from, to, sink);
            }
            from = to;
        }
        decoder.finish();
    }

    private PositionCoder gaps(UpdateShape shape, int chosen) {
        return positions.of(Math.max(1, shape.length(Travel.CHOSEN)), Math.max(1, chosen));
    }
}
