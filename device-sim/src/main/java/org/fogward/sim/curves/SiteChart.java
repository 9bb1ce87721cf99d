package org.fogward.sim.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Bars by site, with the accuracy on all samples as a line across them.
 *
 * @param title what it is about
 * @param bars at least one
 * @param references fixed values to compare with
 */
record SiteChart(String title, List<SiteBars> bars, References references) {
    private static final int LEFT = 210;
    private static final int VALUE_WIDTH = 215;
    private static final int BAR = 15;
    private static final int BETWEEN = 12;
    private static final int LEGEND_LEFT = 30;
    private static final int LONGEST_NAME = 28;

    /** The chart as SVG. */
    String draw() {
        SortedSet<String> sites = new TreeSet<>();
        bars.forEach(each -> sites.addAll(each.sites().keySet()));
        int group = bars.size() * BAR + BETWEEN;
        Chart chart = new Chart(
                LEFT, Chart.TOP, Chart.WIDTH - VALUE_WIDTH, Chart.TOP + BETWEEN / 2.0 + sites.size() * (double) group);
        return chart.draw(title, description(), legend(), LEGEND_LEFT, drawing -> plot(drawing, chart, sites, group));
    }

    private void plot(Drawing drawing, Chart chart, SortedSet<String> sites, int group) {
        Axis axis = LinearAxis.ofAllShares();
        chart.horizontal(drawing, axis, "Accuracy of the final model", true);
        double y = chart.top() + BETWEEN / 2.0;
        for (String site : sites) {
            drawing.text(
                    LEFT - 9, y + (group - BETWEEN) / 2.0 + 4.5, Chart.cut(site, LONGEST_NAME), "text-anchor", "end");
            for (int i = 0; i < bars.size(); i++) {
                Optional<SiteBars.Site> known =
                        Optional.ofNullable(bars.get(i).sites().get(site));
                if (known.isPresent()) {
                    bar(drawing, chart, axis, site, i, known.get(), y + i * BAR);
                }
            }
            y += group;
        }
        lines(drawing, chart, axis);
    }

    private void bar(Drawing drawing, Chart chart, Axis axis, String site, int index, SiteBars.Site known, double y) {
        Spread accuracy = known.accuracy();
        SiteBars series = bars.get(index);
        String value = Drawing.share(accuracy.mean()) + (accuracy.varies() ? range(accuracy) : "") + ", "
                + known.samples() + (known.samples() == 1 ? " sample" : " samples");
        double end = axis.place(accuracy.mean(), chart.left(), chart.right());
        double most = axis.place(accuracy.most(), chart.left(), chart.right());
        drawing.begin("g", "class", "bar");
        drawing.words("title", site + ", " + series.label() + ": " + value);
        drawing.shape(
                "rect",
                "x",
                Drawing.number(chart.left()),
                "y",
                Drawing.number(y + 1),
                "width",
                Drawing.number(end - chart.left()),
                "height",
                String.valueOf(BAR - 2),
                "fill",
                Look.of(index).colour());
        if (accuracy.varies()) {
            double least = axis.place(accuracy.least(), chart.left(), chart.right());
            double middle = y + BAR / 2.0;
            drawing.line(least, middle, most, middle, "stroke", Drawing.INK, "stroke-width", "1.5");
            drawing.line(least, middle - 3, least, middle + 3, "stroke", Drawing.INK, "stroke-width", "1.5");
            drawing.line(most, middle - 3, most, middle + 3, "stroke", Drawing.INK, "stroke-width", "1.5");
        }
        drawing.text(chart.right() + 12, y + BAR / 2.0 + 4, value, "font-size", "11");
        drawing.end();
    }

    private void lines(Drawing drawing, Chart chart, Axis axis) {
        for (int i = 0; i < bars.size(); i++) {
            double x = axis.place(bars.get(i).all().mean(), chart.left(), chart.right());
            drawing.begin("g", "class", "mean");
            drawing.words("title", mean(bars.get(i)));
            vertical(drawing, chart, x, Look.of(i).colour(), "none");
            drawing.end();
        }
        for (int i = 0; i < references.values().size(); i++) {
            double x = axis.place(references.values().get(i).value(), chart.left(), chart.right());
            drawing.begin("g", "class", "reference");
            vertical(
                    drawing,
                    chart,
                    x,
                    Look.ofReference(i).colour(),
                    Look.ofReference(i).dash());
            drawing.end();
        }
    }

    /** On a white edge, so that it is seen on a bar of the same colour. */
    private static void vertical(Drawing drawing, Chart chart, double x, String colour, String dash) {
        drawing.line(x, chart.top() - 4, x, chart.bottom(), "stroke", "#ffffff", "stroke-width", "5");
        drawing.line(
                x, chart.top() - 4, x, chart.bottom(), "stroke", colour, "stroke-width", "2", "stroke-dasharray", dash);
    }

    private static String range(Spread spread) {
        return " (" + Drawing.share(spread.least()) + " to " + Drawing.share(spread.most()) + ")";
    }

    private static String mean(SiteBars series) {
        String runs = series.runs() == 1 ? "" : " (" + series.runs() + " runs)";
        return series.label() + runs + ": mean " + Drawing.share(series.all().mean()) + " over all samples";
    }

    private Legend legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            entries.add(new Legend.Entry(Look.of(i), bars.get(i).label(), true));
            entries.add(new Legend.Entry(new Look(Look.of(i).colour(), "none", ""), mean(bars.get(i)), false));
        }
        entries.addAll(references.legend());
        return new Legend(entries);
    }

    private String description() {
        StringBuilder words = new StringBuilder("Accuracy of the final model by site.");
        for (SiteBars series : bars) {
            words.append(" " + mean(series) + ";");
            series.sites()
                    .forEach((name, site) -> words.append(
                            " " + name + " " + Drawing.share(site.accuracy().mean()) + ","));
            words.setCharAt(words.length() - 1, '.');
        }
        return words + references.words();
    }
}
