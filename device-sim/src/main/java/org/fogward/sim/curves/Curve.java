package org.fogward.sim.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of a chart: runs of the same label.
 *
 * @param label what they are
 * @param runs how many
 * @param points one for each round, in their order; at least one
 */
record Curve(String label, int runs, List<Point> points) {

    /**
     * A round of all runs.
     *
     * @param place where it lies: the runs' mean
     * @param value what they came to
     */
    record Point(double place, Spread value) {}

    Curve {
        points = List.copyOf(points);
    }

    /**
     * Puts runs together.
     *
     * @throws ReportException if a report lacks the metric, or the runs have not the same rounds
     */
    static Curve of(String label, List<RunReport> runs, Metric metric, Horizontal horizontal) throws ReportException {
        SortedMap<Long, List<Double>> values = new TreeMap<>();
        SortedMap<Long, List<Double>> places = new TreeMap<>();
        for (RunReport run : runs) {
            SortedMap<Long, Double> rounds = run.rounds(metric);
            if (!values.isEmpty() && !values.keySet().equals(rounds.keySet())) {
                throw new ReportException("rounds: the reports of '" + label + "' have " + values.size() + " and "
                        + rounds.size() + " rounds, or other ones; only the same rounds are averaged,"
                        + " so give them labels of their own");
            }
            collect(rounds, values);
            collect(horizontal.places(run), places);
        }
        List<Point> points = new ArrayList<>();
        values.forEach((round, all) -> points.add(
                new Point(Spread.of(places.getOrDefault(round, List.of())).mean(), Spread.of(all))));
        return new Curve(label, runs.size(), points);
    }

    /** The first point whose mean is at least that. */
    Optional<Point> reaches(double value) {
        return points.stream().filter(point -> point.value().mean() >= value).findFirst();
    }

    private static void collect(SortedMap<Long, Double> run, SortedMap<Long, List<Double>> all) {
        run.forEach((round, value) ->
                all.computeIfAbsent(round, number -> new ArrayList<>()).add(value));
    }
}
