package org.fogward.sim.curves;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A chart's fixed values to compare with.
 *
 * @param values in the order of the command line, which decides how they look
 */
record References(List<Reference> values) {
    private static final int LONGEST = 20;
    private static final double ROW = 14;

    References {
        values = List.copyOf(values);
    }

    /** Draws them across the plot. Names stand beside their lines, pushed apart where lines are close. */
    void draw(Drawing drawing, Chart chart, Axis axis) {
        List<Reference> downwards = values.stream()
                .sorted(Comparator.comparingDouble(Reference::value).reversed())
                .toList();
        double row = Double.NEGATIVE_INFINITY;
        for (Reference reference : downwards) {
            double y = axis.place(reference.value(), chart.bottom(), chart.top());
            row = Math.max(y, row + ROW);
            Look look = Look.ofReference(values.indexOf(reference));
            drawing.begin("g", "class", "reference");
            drawing.line(
                    chart.left(),
                    y,
                    chart.right(),
                    y,
                    "stroke",
                    look.colour(),
                    "stroke-width",
                    "1.5",
                    "stroke-dasharray",
                    look.dash());
            drawing.text(
                    chart.right() + 6,
                    row + 4,
                    Chart.cut(reference.name(), LONGEST),
                    "font-size",
                    "12",
                    "fill",
                    look.colour());
            drawing.end();
        }
    }

    /** Their entries in the legend. */
    List<Legend.Entry> legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Reference reference = values.get(i);
            entries.add(new Legend.Entry(
                    Look.ofReference(i), reference.name() + " = " + Drawing.share(reference.value()), false));
        }
        return entries;
    }

    /** They in words, to follow others. */
    String words() {
        StringBuilder words = new StringBuilder();
        values.forEach(reference ->
                words.append(" Reference " + reference.name() + ": " + Drawing.share(reference.value()) + "."));
        return words.toString();
    }
}
