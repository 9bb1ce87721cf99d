package org.fogward.protocol.update;

/**
 * Gaps as Golomb-Rice codes (Golomb 1966; Rice 1979), the best codes of whole bits for coordinates chosen at random. A measure for
 * {@link AdaptiveGaps}.
 */
final class RiceGaps implements PositionCoder {
    private final int most;
    private final int low;

    RiceGaps(int coordinates, int chosen) {
        // The best for gaps of this mean: Kiely, IPN Progress Report 42-159, 2004.
        double mean = (double) (coordinates - chosen) / chosen;
        low = Math.max(0, Math.getExponent(2 * 0.481 * (mean + 0.5)));
        most = coordinates - 1 >>> low;
    }

    @Override
    public void encode(RangeEncoder encoder, int gap) {
        int high = gap >>> low;
        for (int i = 0; i < high; i++) {
            encoder.raw(1);
        }
        if (high < most) {
            encoder.raw(0);
        }
        encoder.raw(gap, low);
    }

    @Override
    public int decode(RangeDecoder decoder) {
        int high = 0;
        while (high < most && decoder.raw() == 1) {
            high++;
        }
        return high << low | decoder.raw(low);
    }
}
