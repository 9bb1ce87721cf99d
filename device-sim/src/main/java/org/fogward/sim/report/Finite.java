package org.fogward.sim.report;

/** JSON has no words for numbers that are not finite. */
final class Finite {
    private Finite() {}

    static void require(String field, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(field + ": " + value + " is not finite");
        }
    }
}
