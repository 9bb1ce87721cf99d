package org.fogward.sim.curves;

import java.util.function.Consumer;

/**
 * What all charts have in common: where the plot lies, what is around it, and how text and markers are set.
 *
 * @param left edge of the plot
 * @param top edge of the plot
 * @param right edge of the plot
 * @param bottom edge of the plot
 */
record Chart(double left, double top, double right, double bottom) {
    static final int WIDTH = 880;
    static final int TOP = 52;
    private static final int LEGEND_GAP = 62;
    private static final String GRID = "#d9dfe5";

    /**
     * Draws a whole chart as SVG: heading, plot, legend.
     *
     * @param description what it shows, for who cannot see it
     * @param legendLeft where the legend begins
     * @param plot draws axes and what is between them
     */
    String draw(String title, String description, Legend legend, double legendLeft, Consumer<Drawing> plot) {
        int height = (int) bottom + LEGEND_GAP + legend.height() + 10;
        Drawing drawing = new Drawing(WIDTH, height, title, description);
        drawing.text(
                WIDTH / 2.0, 28, cut(title, 90), "text-anchor", "middle", "font-size", "17", "font-weight", "bold");
        plot.accept(drawing);
        legend.draw(drawing, legendLeft, bottom + LEGEND_GAP - 6, WIDTH - legendLeft - 10);
        return drawing.finish();
    }

    /** Draws the horizontal axis below the plot. */
    void horizontal(Drawing drawing, Axis axis, String words, boolean grid) {
        drawing.begin("g", "class", "x-axis");
        for (double tick : axis.ticks()) {
            double x = axis.place(tick, left, right);
            drawing.line(x, grid ? top : bottom, x, bottom + 5, "stroke", GRID);
            drawing.text(x, bottom + 20, axis.words(tick), "text-anchor", "middle");
        }
        drawing.line(left, bottom, right, bottom, "stroke", Drawing.INK);
        drawing.text((left + right) / 2, bottom + 42, words, "text-anchor", "middle");
        drawing.end();
    }

    /** Draws the vertical axis left of the plot. */
    void vertical(Drawing drawing, Axis axis, String words) {
        drawing.begin("g", "class", "y-axis");
        for (double tick : axis.ticks()) {
            double y = axis.place(tick, bottom, top);
            drawing.line(left - 5, y, right, y, "stroke", GRID);
            drawing.text(left - 9, y + 4.5, axis.words(tick), "text-anchor", "end");
        }
        drawing.line(left, top, left, bottom, "stroke", Drawing.INK);
        double middle = (top + bottom) / 2;
        drawing.text(
                18,
                middle,
                words,
                "text-anchor",
                "middle",
                "transform",
                "rotate(-90 18 " + Drawing.number(middle) + ")");
        drawing.end();
    }

    /** Draws a series' marker. */
    static void marker(Drawing drawing, Look look, double x, double y) {
        drawing.shape(
                "path",
                "d",
                look.marker(),
                "fill",
                look.colour(),
                "transform",
                "translate(" + Drawing.number(x) + " " + Drawing.number(y) + ")");
    }

    /** Text of at most so many characters. */
    static String cut(String words, int longest) {
        if (words.codePointCount(0, words.length()) <= longest) {
            return words;
        }
        return words.substring(0, words.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
