package org.fogward.sim.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One line of a chart: runs of the same label.
 *
 * @param label what they are
 * @param runs how many
 * @param points their values by round
 */
record Curve(String label, int runs, SortedMap<Long, Spread> points) {

    /**
     * Puts runs together.
     *
     * @throws ReportException if a report lacks the metric, or the runs have not the same rounds
     */
    static Curve of(String label, List<RunReport> runs, Metric metric) throws ReportException {
        SortedMap<Long, List<Double>> values = new TreeMap<>();
        for (RunReport run : runs) {
            SortedMap<Long, Double> rounds = run.rounds(metric);
            if (!values.isEmpty() && !values.keySet().equals(rounds.keySet())) {
                throw new ReportException("rounds: the reports of '" + label + "' have " + values.size() + " and "
                        + rounds.size() + " rounds, or other ones; only the same rounds are averaged,"
                        + " so give them labels of their own");
            }
            rounds.forEach((round, value) ->
                    values.computeIfAbsent(round, number -> new ArrayList<>()).add(value));
        }
        SortedMap<Long, Spread> points = new TreeMap<>();
        values.forEach((round, all) -> points.put(round, Spread.of(all)));
        return new Curve(label, runs.size(), points);
    }
}
