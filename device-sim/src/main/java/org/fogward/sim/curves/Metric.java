package org.fogward.sim.curves;

import java.util.Arrays;
import java.util.Optional;

/** What of a round is drawn. */
enum Metric {
    ACCURACY("accuracy", "Accuracy"),
    BALANCED_ACCURACY("balancedAccuracy", "Balanced accuracy");

    private final String field;
    private final String words;

    Metric(String field, String words) {
        this.field = field;
        this.words = words;
    }

    /** The metric of a report's field. */
    static Optional<Metric> named(String field) {
        return Arrays.stream(values())
                .filter(metric -> metric.field.equals(field))
                .findFirst();
    }

    /** Its name in a report. */
    String field() {
        return field;
    }

    /** Its name for people. */
    String words() {
        return words;
    }
}
