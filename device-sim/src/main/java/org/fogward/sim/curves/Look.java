package org.fogward.sim.curves;

import java.util.List;

/**
 * What tells one line or bar from another: colour, and for who cannot tell colours apart dash and marker. Every colour has a
 * contrast of at least 4.5 to white.
 *
 * @param colour of the line
 * @param dash of the line, as SVG has it
 * @param marker an SVG path around 0,0
 */
record Look(String colour, String dash, String marker) {
    private static final List<String> COLOURS =
            List.of("#0072b2", "#b84300", "#007a5a", "#a03c8c", "#7a5c00", "#4b4fc4");
    private static final List<String> DASHES = List.of("none", "8 3", "3 3", "10 3 2 3");
    private static final List<String> MARKERS = List.of(
            "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
            "M-3 -3H3V3H-3z",
            "M0 -4L4 3H-4z",
            "M0 -4.5L4.5 0L0 4.5L-4.5 0z",
            "M-4 -3H4L0 4z");
    private static final List<String> REFERENCE_DASHES = List.of("7 4", "2 3", "12 3 3 3", "4 2");

    /** The look of the series with that index. */
    static Look of(int index) {
        return new Look(
                COLOURS.get(index % COLOURS.size()),
                DASHES.get(index / COLOURS.size() % DASHES.size()),
                MARKERS.get(index % MARKERS.size()));
    }

    /** The look of a reference: always dashed, never coloured, without markers. */
    static Look ofReference(int index) {
        return new Look("#52606d", REFERENCE_DASHES.get(index % REFERENCE_DASHES.size()), "");
    }
}
