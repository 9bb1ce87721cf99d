package org.fogward.protocol.update;

/** Codes the scales of segments and, by them, the values of chosen coordinates. Mutable, for one message. */
final class ValueCoder {
    private final int bits;
    private final GridCoder smallest = new GridCoder();
    private final AdaptiveNumbers distances = AdaptiveNumbers.small(MagnitudeGrid.HIGHEST - MagnitudeGrid.LOWEST);
    private final BitModels levels;
    private final float[] magnitudes;
    private int levelBits;

    ValueCoder(int bits) {
        this.bits = bits;
        levels = new BitModels(1 << bits - 1);
        magnitudes = new float[1 << bits - 1];
    }

    /** Writes the scale of a segment, by which values are coded from now on. */
    void encodeScale(RangeEncoder encoder, SegmentScale scale) {
        smallest.encode(encoder, scale.smallest());
        if (bits > 1) {
            distances.encode(encoder, scale.largest() - scale.smallest());
        }
        use(scale);
    }

    /** Reads the scale of a segment. */
    void decodeScale(RangeDecoder decoder) throws UpdateFormatException {
        int low = smallest.decode(decoder);
        int distance = bits > 1 ? distances.decode(decoder) : 0;
        if (low + distance > MagnitudeGrid.HIGHEST) {
            throw new UpdateFormatException("scale: beyond what a float holds");
        }
        use(new SegmentScale(low, low + distance, bits));
    }

    private void use(SegmentScale scale) {
        levelBits = scale.levelBits();
        for (int level = 0; level < 1 << levelBits; level++) {
            magnitudes[level] = scale.magnitude(level);
        }
    }

    /** Writes the value of a chosen coordinate, and gives it back. */
    float encode(RangeEncoder encoder, boolean negative, int level) {
        encoder.raw(negative ? 1 : 0);
        int node = 1;
        for (int left = levelBits - 1; left >= 0; left--) {
            int bit = level >>> left & 1;
            encoder.bit(levels, node, bit);
            node = 2 * node + bit;
        }
        return negative ? -magnitudes[level] : magnitudes[level];
    }

    float decode(RangeDecoder decoder) {
        boolean negative = decoder.raw() == 1;
        int node = 1;
        for (int left = levelBits; left > 0; left--) {
            node = 2 * node + decoder.bit(levels, node);
        }
        float magnitude = magnitudes[node - (1 << levelBits)];
        return negative ? -magnitude : magnitude;
    }
}
