package org.fogward.models.prune;

/**
 * How much of a network is left at each step of training. Between the first and the last step the share that is gone
 * rises fast at first and ever more slowly, by a cubic (Zhu and Gupta, 2017, "To prune, or not to prune").
 *
 * @param from the last step, or round, at which all of the network is there; at least 0
 * @param to the first step at which only the final share is left; not before {@code from}, and at {@code from} for
 *     pruning in one shot
 * @param keep share of the unpruned network's multiply-adds in the end, above 0 and up to 1
 */
public record PruningSchedule(int from, int to, double keep) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the component
     */
    public PruningSchedule {
        if (from < 0) {
            throw new IllegalArgumentException("from: " + from + " is negative");
        }
        if (to < from) {
            throw new IllegalArgumentException("to: " + to + " is before " + from);
        }
        if (!(keep > 0 && keep <= 1)) {
            throw new IllegalArgumentException("keep: " + keep + " is not above 0 and up to 1");
        }
    }

    /** Prunes everything at one step. */
    public static PruningSchedule oneShot(int step, double keep) {
        return new PruningSchedule(step, step, keep);
    }

    /** The first step after which less than all may be left. */
    public int firstStep() {
        return from == to ? from : from + 1;
    }

    /** The share of the unpruned network's multiply-adds that is kept at a step. */
    public double keep(int step) {
        if (step >= to) {
            return keep;
        }
        if (step <= from) {
            return 1;
        }
        double left = 1 - ((double) step - from) / ((double) to - from);
        return keep + (1 - keep) * left * left * left;
    }
}
