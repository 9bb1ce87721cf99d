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
    public int gap(BinaryCoder coder, int gap) {
        int high = 0;
        while (high < most && coder.raw(gap >>> low > high ? 1 : 0) == 1) {
            high++;
        }
        return high << low | coder.raw(gap & (1 << low) - 1, low);
    }
}
