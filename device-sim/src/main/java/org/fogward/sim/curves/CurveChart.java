package org.fogward.sim.curves;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines by round or by traffic.
 *
 * @param title what it is about
 * @param metric what is drawn
 * @param horizontal along what
 * @param curves at least one
 * @param references fixed values to compare with
 */
record CurveChart(String title, Metric metric, Horizontal horizontal, List<Curve> curves, References references) {
    private static final int PLOT_HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 30;
    private static final int MOST_MARKERS = 30;
    private static final int REFERENCE_WIDTH = 150;

    /** The chart as SVG. */
    String draw() {
        Chart chart = new Chart(
                LEFT,
                Chart.TOP,
                Chart.WIDTH - (references.values().isEmpty() ? RIGHT : REFERENCE_WIDTH),
                Chart.TOP + PLOT_HEIGHT);
        return chart.draw(title, description(), legend(), LEFT, drawing -> plot(drawing, chart));
    }

    private void plot(Drawing drawing, Chart chart) {
        DoubleSummaryStatistics places = curves.stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Curve.Point::place)
                .summaryStatistics();
        Axis along = horizontal.axis(places.getMin(), places.getMax());
        Axis values = LinearAxis.ofShares(values());
        chart.vertical(drawing, values, metric.words());
        chart.horizontal(drawing, along, horizontal.title(), along instanceof LogarithmicAxis);
        references.draw(drawing, chart, values);
        for (int i = 0; i < curves.size(); i++) {
            curve(drawing, curves.get(i), Look.of(i), spot(chart, along, values));
        }
    }

    private List<Double> values() {
        return Stream.concat(
                        curves.stream()
                                .flatMap(curve -> curve.points().stream())
                                .map(Curve.Point::value)
                                .flatMap(value -> Stream.of(value.least(), value.most())),
                        references.values().stream().map(Reference::value))
                .toList();
    }

    private static Spot spot(Chart chart, Axis along, Axis values) {
        return (place, value) -> new double[] {
            along.place(place, chart.left(), chart.right()), values.place(value, chart.bottom(), chart.top())
        };
    }

    private static void curve(Drawing drawing, Curve curve, Look look, Spot spot) {
        drawing.begin("g", "class", "curve");
        drawing.words("title", curve.label());
        List<double[]> means = new ArrayList<>();
        List<double[]> least = new ArrayList<>();
        List<double[]> most = new ArrayList<>();
        curve.points().forEach(point -> {
            means.add(spot.of(point.place(), point.value().mean()));
            least.add(spot.of(point.place(), point.value().least()));
            most.add(spot.of(point.place(), point.value().most()));
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

    private Legend legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            String runs = curve.runs() == 1 ? "" : " (mean of " + curve.runs() + " runs, least to most)";
            entries.add(new Legend.Entry(Look.of(i), curve.label() + runs, false));
        }
        entries.addAll(references.legend());
        return new Legend(entries);
    }

    private String description() {
        StringBuilder words = new StringBuilder(metric.words() + " " + horizontal.by() + ".");
        for (Curve curve : curves) {
            Spread end = curve.points().getLast().value();
            words.append(" " + curve.label() + ": " + words(curve.points().getFirst()) + ", "
                    + words(curve.points().getLast()));
            words.append(
                    curve.runs() == 1
                            ? "."
                            : ", mean of " + curve.runs() + " runs that end between " + Drawing.share(end.least())
                                    + " and " + Drawing.share(end.most()) + ".");
        }
        return words + references.words();
    }

    private String words(Curve.Point point) {
        return Drawing.share(point.value().mean()) + " " + horizontal.words(point.place());
    }

    private interface Spot {
        double[] of(double place, double value);
    }
}
