package org.fogward.protocol.update;

/**
 * Gaps by how often such gaps came before, beginning with those of coordinates chosen at random. Updates are no such masks:
 * biases and normalisations are dense, large kernels hardly, and how gaps are spread says most of it. Contexts (the segment, the
 * row, gaps before, the row above) gained 2 % of a message or lost some; learning fast gains as much.
 */
final class AdaptiveGaps implements PositionCoder {
    private final AdaptiveNumbers numbers;

    AdaptiveGaps(int coordinates, int chosen) {
        numbers = AdaptiveNumbers.geometric(coordinates - 1, 1 - (double) chosen / coordinates);
    }

    @Override
    public void encode(RangeEncoder encoder, int gap) {
        numbers.encode(encoder, gap);
    }

    @Override
    public int decode(RangeDecoder decoder) {
        return numbers.decode(decoder);
    }
}
