package org.fogward.protocol.update;

/** Reads the chosen coordinates of one message, segment after segment. */
final class SparseDecoding {
    private final RangeDecoder decoder;
    private final int choosable;
    private final PositionCoder gaps;
    private final ValueCoder coder;
    private final DeltaSink sink;
    private int left;
    private int position = -1;
    private int behind;

    SparseDecoding(RangeDecoder decoder, SparseHeader header, int choosable, PositionCoder gaps, DeltaSink sink)
            throws UpdateFormatException {
        this.decoder = decoder;
        this.choosable = choosable;
        this.gaps = gaps;
        this.sink = sink;
        coder = new ValueCoder(header.bits());
        left = header.chosen();
        advance();
    }

    /** Reads those of a segment. */
    void segment(int from, int to) throws UpdateFormatException {
        int offset = from - behind;
        int end = behind + to - from;
        if (left > 0 && position < end) {
            coder.decodeScale(decoder);
        }
        while (left > 0 && position < end) {
            sink.accept(offset + position, coder.decode(decoder));
            left--;
            advance();
        }
        behind = end;
    }

    private void advance() throws UpdateFormatException {
        if (left == 0) {
            return;
        }
        long next = position + 1L + gaps.decode(decoder);
        if (next > choosable - left) {
            throw new UpdateFormatException("positions: beyond the last coordinate");
        }
        position = (int) next;
    }
}
