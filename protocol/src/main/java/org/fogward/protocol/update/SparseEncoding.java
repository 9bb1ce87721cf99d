package org.fogward.protocol.update;

/** Writes the chosen coordinates of one message, segment after segment, and takes from the values what it wrote. */
final class SparseEncoding {
    private final float[] values;
    private final SparseHeader header;
    private final RangeEncoder encoder = new RangeEncoder();
    private final ChosenCoordinates chosen;
    private final PositionCoder gaps;
    private final ValueCoder coder;
    private int position = -1;

    SparseEncoding(float[] values, SparseHeader header, ChosenCoordinates chosen, PositionCoder gaps) {
        this.values = values;
        this.header = header;
        this.chosen = chosen;
        this.gaps = gaps;
        coder = new ValueCoder(header.bits());
        advance();
    }

    RangeEncoder encoder() {
        return encoder;
    }

    /** Writes those up to the end of a segment. */
    void segment(int to) {
        if (chosen.coordinate() >= to) {
            return;
        }
        Magnitudes magnitudes = chosen.magnitudes();
        SegmentScale scale = SegmentScale.of(magnitudes, header.bits());
        coder.encodeScale(encoder, scale);
        while (chosen.coordinate() < to) {
            int at = chosen.coordinate();
            float value = values[at];
            int level = scale.levelBits() == 0 ? 0 : scale.level(Math.abs(value), magnitudes, draw(at));
            values[at] = value - coder.encode(encoder, value < 0, level);
            advance();
        }
    }

    private void advance() {
        chosen.advance();
        if (chosen.coordinate() < values.length) {
            gaps.encode(encoder, chosen.position() - position - 1);
            position = chosen.position();
        }
    }

    private double draw(int coordinate) {
        return (SplitMix.draw(header.seed(), coordinate) >>> 11) * 0x1p-53;
    }
}
