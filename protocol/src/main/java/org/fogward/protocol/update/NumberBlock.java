package org.fogward.protocol.update;

/** Codes blocks of whole numbers, each about as large as the one before. Mutable, for one message. */
final class NumberBlock {
    static final int SIZE = 512;

    /** More bits than this are written as they are. */
    private static final int NARROW_BITS = 30;

    private static final int LARGEST = (1 << NARROW_BITS) - 2;
    private static final int LARGEST_SHIFT = Long.SIZE - 1;
    private static final int WORD = 16;
    private static final int WIDE = 0;

    private final BitModels flags = new BitModels(1);
    private final AdaptiveNumbers shifts = AdaptiveNumbers.small(2 * LARGEST_SHIFT);
    private final AdaptiveNumbers[] narrow = new AdaptiveNumbers[NARROW_BITS + 1];
    private int lastShift;
    private int before;

    NumberBlock() {
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = AdaptiveNumbers.small(LARGEST);
        }
    }

    void encode(RangeEncoder encoder, long[] numbers, int from, int to) {
        int shift = shift(numbers, from, to);
        shifts.encode(encoder, Zigzag.of(shift - lastShift));
        lastShift = shift;
        boolean wide = isWide(numbers, from, to, shift);
        encoder.bit(flags, WIDE, wide ? 1 : 0);
        for (int i = from; i < to; i++) {
            long number = zigzag(numbers[i] >> shift);
            if (wide) {
                for (int left = Long.SIZE - WORD; left >= 0; left -= WORD) {
                    encoder.raw((int) (number >>> left) & (1 << WORD) - 1, WORD);
                }
            } else {
                narrow[before].encode(encoder, (int) number);
                before = length(number);
            }
        }
    }

    /** @throws UpdateFormatException if it is not as an encoder writes it */
    void decode(RangeDecoder decoder, long[] numbers, int from, int to) throws UpdateFormatException {
        int shift = lastShift + Zigzag.from(shifts.decode(decoder));
        if (shift < 0 || shift > LARGEST_SHIFT) {
            throw new UpdateFormatException("shift: " + shift);
        }
        lastShift = shift;
        boolean wide = decoder.bit(flags, WIDE) == 1;
        for (int i = from; i < to; i++) {
            long number = wide ? wide(decoder) : narrow(decoder);
            numbers[i] = (number >>> 1 ^ -(number & 1)) << shift;
            if (numbers[i] >> shift != (number >>> 1 ^ -(number & 1))) {
                throw new UpdateFormatException("number: beyond 64 bits");
            }
        }
        if (shift != shift(numbers, from, to) || wide != isWide(numbers, from, to, shift)) {
            throw new UpdateFormatException("block: not as an encoder writes it");
        }
    }

    private static long wide(RangeDecoder decoder) {
        long number = 0;
        for (int left = Long.SIZE; left > 0; left -= WORD) {
            number = number << WORD | decoder.raw(WORD);
        }
        return number;
    }

    private long narrow(RangeDecoder decoder) throws UpdateFormatException {
        long number = narrow[before].decode(decoder);
        if (number < 0 || number > LARGEST) {
            throw new UpdateFormatException("number: larger than its block's may be");
        }
        before = length(number);
        return number;
    }

    /** The largest power of two that divides all; 0 where all are 0. */
    private static int shift(long[] numbers, int from, int to) {
        long all = 0;
        for (int i = from; i < to; i++) {
            all |= numbers[i];
        }
        return all == 0 ? 0 : Long.numberOfTrailingZeros(all);
    }

    private static boolean isWide(long[] numbers, int from, int to, int shift) {
        for (int i = from; i < to; i++) {
            long number = zigzag(numbers[i] >> shift);
            if (number < 0 || number > LARGEST) {
                return true;
            }
        }
        return false;
    }

    private static int length(long number) {
        return Long.SIZE - Long.numberOfLeadingZeros(number);
    }

    private static long zigzag(long number) {
        return number << 1 ^ number >> Long.SIZE - 1;
    }
}
