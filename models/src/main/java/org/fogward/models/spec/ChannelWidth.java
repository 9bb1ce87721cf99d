package org.fogward.models.spec;

/** Channel counts under a width multiplier. */
public final class ChannelWidth {

    /** What every scaled channel count is a multiple of. */
    public static final int STEP = 8;

    private ChannelWidth() {}

    /**
     * A channel count under a width multiplier: the nearest multiple of {@value #STEP}, at least {@value #STEP}, and not
     * under nine tenths of what was asked for, as in the authors' own MobileNetV2.
     */
    public static int scaled(int baseChannels, double width) {
        double wanted = baseChannels * width;
        int nearest = Math.max(STEP, (int) (wanted + STEP / 2.0) / STEP * STEP);
        return nearest < 0.9 * wanted ? nearest + STEP : nearest;
    }
}
