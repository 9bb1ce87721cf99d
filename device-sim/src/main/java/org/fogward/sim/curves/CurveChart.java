package org.fogward.sim.curves;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines by round.
 *
 * @param title what it is about
 * @param metric what is drawn
 * @param curves at least one
 * @param references fixed values to compare with
 */
record CurveChart(String title, Metric metric, List<Curve> curves, List<Reference> references) {
    private static final int PLOT_HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int LEGEND_GAP = 62;
    private static final int MOST_MARKERS = 30;
    private static final int REFERENCE_WIDTH = 150;
    private static final int REFERENCE_LONGEST = 20;
    private static final double REFERENCE_ROW = 14;

    /** The chart as SVG. */
    String draw() {
        Chart chart = new Chart(
                LEFT, Chart.TOP, Chart.WIDTH - (references.isEmpty() ? 30 : REFERENCE_WIDTH), Chart.TOP + PLOT_HEIGHT);
        Legend legend = legend();
        int height = (int) chart.bottom() + LEGEND_GAP + legend.height() + 10;
        Drawing drawing = new Drawing(Chart.WIDTH, height, title, description());
        Chart.heading(drawing, title);
        Axis rounds = Axis.ofRounds(
                curves.stream()
                        .mapToLong(curve -> curve.points().firstKey())
                        .min()
                        .orElseThrow(),
                curves.stream()
                        .mapToLong(curve -> curve.points().lastKey())
                        .max()
                        .orElseThrow());
        Axis values = Axis.ofShares(values());
        chart.vertical(drawing, values, metric.words());
        chart.horizontal(drawing, rounds, "Round", false);
        references(drawing, chart, values);
        for (int i = 0; i < curves.size(); i++) {
            curve(drawing, curves.get(i), Look.of(i), point(chart, rounds, values));
        }
        legend.draw(drawing, LEFT, chart.bottom() + LEGEND_GAP - 6, Chart.WIDTH - LEFT - 10);
        return drawing.finish();
    }

    private List<Double> values() {
        return Stream.concat(
                        curves.stream()
                                .flatMap(curve -> curve.points().values().stream())
                                .flatMap(point -> Stream.of(point.least(), point.most())),
                        references.stream().map(Reference::value))
                .toList();
    }

    private static Place point(Chart chart, Axis rounds, Axis values) {
        return (round, value) -> new double[] {
            rounds.place(round, chart.left(), chart.right()), values.place(value, chart.bottom(), chart.top())
        };
    }

    private static void curve(Drawing drawing, Curve curve, Look look, Place place) {
        drawing.begin("g", "class", "curve");
        drawing.words("title", curve.label());
        List<double[]> means = new ArrayList<>();
        List<double[]> least = new ArrayList<>();
        List<double[]> most = new ArrayList<>();
        curve.points().forEach((round, point) -> {
            means.add(place.of(round, point.mean()));
            least.add(place.of(round, point.least()));
            most.add(place.of(round, point.most()));
        });
        if (curve.runs() > 1) {
            most.addAll(least.reversed());
            drawing.shape("polygon", "points", points(most), "fill", look.colour(), "fill-opacity", "0.15");
        }
        drawing.shape(
                "polyline",
                "points",
                points(means),
                "fill",
                "none",
                "stroke",
                look.colour(),
                "stroke-width",
                "2",
                "stroke-linejoin",
                "round",
                "stroke-dasharray",
                look.dash());
        int every = (means.size() + MOST_MARKERS - 1) / MOST_MARKERS;
        for (int i = 0; i < means.size(); i += every) {
            Chart.marker(drawing, look, means.get(i)[0], means.get(i)[1]);
        }
        drawing.end();
    }

    private static String points(List<double[]> points) {
        return String.join(
                " ",
                points.stream()
                        .map(point -> Drawing.number(point[0]) + "," + Drawing.number(point[1]))
                        .toList());
    }

    /** Names stand beside their lines, pushed apart where lines are close. */
    private void references(Drawing drawing, Chart chart, Axis values) {
        List<Reference> downwards = references.stream()
                .sorted(Comparator.comparingDouble(Reference::value).reversed())
                .toList();
        double[] rows = new double[downwards.size()];
        for (int i = 0; i < rows.length; i++) {
            double y = values.place(downwards.get(i).value(), chart.bottom(), chart.top());
            rows[i] = i == 0 ? y : Math.max(y, rows[i - 1] + REFERENCE_ROW);
        }
        for (int i = 0; i < rows.length; i++) {
            Reference reference = downwards.get(i);
            Look look = Look.ofReference(references.indexOf(reference));
            double y = values.place(reference.value(), chart.bottom(), chart.top());
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
                    rows[i] + 4,
                    Chart.cut(reference.name(), REFERENCE_LONGEST),
                    "font-size",
                    "12",
                    "fill",
                    look.colour());
            drawing.end();
        }
    }

    private Legend legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            String runs = curve.runs() == 1 ? "" : " (mean of " + curve.runs() + " runs, least to most)";
            entries.add(new Legend.Entry(Look.of(i), curve.label() + runs, false));
        }
        for (int i = 0; i < references.size(); i++) {
            Reference reference = references.get(i);
            entries.add(new Legend.Entry(
                    Look.ofReference(i), reference.name() + " = " + Drawing.share(reference.value()), false));
        }
        return new Legend(entries);
    }

    private String description() {
        StringBuilder words = new StringBuilder(metric.words() + " by round.");
        for (Curve curve : curves) {
            long last = curve.points().lastKey();
            long first = curve.points().firstKey();
            Spread end = curve.points().lastEntry().getValue();
            words.append(" " + curve.label() + ": "
                    + Drawing.share(curve.points().firstEntry().getValue().mean()) + " in round " + first + ", "
                    + Drawing.share(end.mean()) + " in round " + last);
            words.append(
                    curve.runs() == 1
                            ? "."
                            : ", mean of " + curve.runs() + " runs that end between " + Drawing.share(end.least())
                                    + " and " + Drawing.share(end.most()) + ".");
        }
        references.forEach(reference ->
                words.append(" Reference " + reference.name() + ": " + Drawing.share(reference.value()) + "."));
        return words.toString();
    }

    private interface Place {
        double[] of(double round, double value);
    }
}
