package org.fogward.sim.curves;

import java.util.SortedMap;

/** What a chart's curves go along. */
enum Horizontal {
    ROUNDS("Round", "by round") {
        @Override
        SortedMap<Long, Double> places(RunReport run) throws ReportException {
            return run.numbers();
        }

        @Override
        Axis axis(double first, double last) {
            return LinearAxis.ofRounds((long) first, (long) last);
        }

        @Override
        String words(double place) {
            return "in round " + (long) place;
        }
    },

    TRAFFIC("Megabytes that one gateway has sent and received", "by traffic") {
        @Override
        SortedMap<Long, Double> places(RunReport run) throws ReportException {
            return run.megabytes();
        }

        /** Codecs differ by orders of magnitude: on equal steps the thrifty would all lie at the edge. */
        @Override
        Axis axis(double first, double last) {
            return LogarithmicAxis.around(first, last);
        }

        @Override
        String words(double place) {
            return "after " + Digits.few(place) + " MB";
        }
    };

    private final String title;
    private final String by;

    Horizontal(String title, String by) {
        this.title = title;
        this.by = by;
    }

    /** What stands at the axis. */
    String title() {
        return title;
    }

    /** Its name behind that of a metric. */
    String by() {
        return by;
    }

    /** Where a run's rounds lie, by the round's number. */
    abstract SortedMap<Long, Double> places(RunReport run) throws ReportException;

    /** An axis that holds these places. */
    abstract Axis axis(double first, double last);

    /** A place in words. */
    abstract String words(double place);
}
