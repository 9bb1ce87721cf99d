package org.fogward.models.spec;

import org.fogward.models.data.SampleShape;

/** Which inputs a family takes. The bounds keep a foreign specification from asking for an absurd amount of memory. */
final class InputRules {

    private static final int MAX_PIXELS = 512;
    private static final int MIN_COMPACT_PIXELS = 16;
    private static final int MOBILENET_STRIDE = 32;
    private static final int MIN_TIME_STEPS = 16;
    private static final int MAX_TIME_STEPS = 1 << 16;
    private static final int MAX_SIGNAL_CHANNELS = 256;
    private static final int MAX_COLUMNS = 1 << 16;

    private InputRules() {}

    static void check(ModelFamily family, SampleShape input) {
        boolean fits =
                switch (family) {
                    case MOTION, ECG ->
                        input.height() == 1
                                && between(input.width(), MIN_TIME_STEPS, MAX_TIME_STEPS)
                                && input.channels() <= MAX_SIGNAL_CHANNELS;
                    case COMPACT ->
                        between(input.height(), MIN_COMPACT_PIXELS, MAX_PIXELS)
                                && between(input.width(), MIN_COMPACT_PIXELS, MAX_PIXELS)
                                && greyOrColour(input);
                    case MOBILENET ->
                        input.height() <= MAX_PIXELS
                                && input.width() <= MAX_PIXELS
                                && input.height() % MOBILENET_STRIDE == 0
                                && input.width() % MOBILENET_STRIDE == 0
                                && greyOrColour(input);
                    case TABULAR -> input.height() == 1 && input.width() == 1 && input.channels() <= MAX_COLUMNS;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "input: " + input + " is not what " + family.text() + " takes, which is " + expectation(family));
        }
    }

    private static boolean greyOrColour(SampleShape input) {
        return input.channels() == 1 || input.channels() == 3;
    }

    private static boolean between(int value, int least, int most) {
        return value >= least && value <= most;
    }

    private static String expectation(ModelFamily family) {
        return switch (family) {
            case MOTION, ECG ->
                "1 x %d..%d time steps x 1..%d channels".formatted(MIN_TIME_STEPS, MAX_TIME_STEPS, MAX_SIGNAL_CHANNELS);
            case COMPACT -> "%d..%d pixels each way, 1 or 3 channels".formatted(MIN_COMPACT_PIXELS, MAX_PIXELS);
            case MOBILENET ->
                "multiples of %d up to %d pixels each way, 1 or 3 channels".formatted(MOBILENET_STRIDE, MAX_PIXELS);
            case TABULAR -> "1 x 1 x 1..%d columns".formatted(MAX_COLUMNS);
        };
    }
}
