package org.fogward.sim.curves;

import java.util.List;

/**
 * What the lines and bars of a chart are, in two columns.
 *
 * @param entries in their order
 */
record Legend(List<Entry> entries) {
    private static final int COLUMNS = 2;
    private static final int ROW = 22;
    private static final int SAMPLE = 30;
    private static final int LONGEST = 54;

    /**
     * One of them.
     *
     * @param look how it looks
     * @param words what it is
     * @param bar whether it is a bar instead of a line
     */
    record Entry(Look look, String words, boolean bar) {}

    /** How high it is. */
    int height() {
        return (entries.size() + COLUMNS - 1) / COLUMNS * ROW;
    }

    /** Draws it. */
    void draw(Drawing drawing, double x, double y, double width) {
        drawing.begin("g", "class", "legend");
        for (int i = 0; i < entries.size(); i++) {
            entry(drawing, entries.get(i), x + i % COLUMNS * width / COLUMNS, y + (i / COLUMNS + 0.5) * ROW);
        }
        drawing.end();
    }

    private static void entry(Drawing drawing, Entry entry, double x, double y) {
        Look look = entry.look();
        drawing.begin("g");
        if (entry.bar()) {
            drawing.shape(
                    "rect",
                    "x",
                    Drawing.number(x),
                    "y",
                    Drawing.number(y - 6),
                    "width",
                    String.valueOf(SAMPLE),
                    "height",
                    "12",
                    "fill",
                    look.colour());
        } else {
            drawing.line(
                    x, y, x + SAMPLE, y, "stroke", look.colour(), "stroke-width", "2", "stroke-dasharray", look.dash());
            if (!look.marker().isEmpty()) {
                Chart.marker(drawing, look, x + SAMPLE / 2.0, y);
            }
        }
        if (entry.words().length() > LONGEST) {
            drawing.words("title", entry.words());
        }
        drawing.text(x + SAMPLE + 8, y + 4.5, Chart.cut(entry.words(), LONGEST));
        drawing.end();
    }
}
