package org.fogward.sim.report;

/**
 * How the final model does on the samples of one source.
 *
 * @param accuracy share of correct answers, 0..1
 * @param samples how many samples were looked at
 */
public record SiteReport(double accuracy, long samples) {

    /** @throws IllegalArgumentException if the accuracy is not finite */
    public SiteReport {
        Finite.require("accuracy", accuracy);
    }
}
