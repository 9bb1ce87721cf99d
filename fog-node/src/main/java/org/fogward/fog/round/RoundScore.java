package org.fogward.fog.round;

import java.util.Optional;
import org.fogward.models.evaluate.Evaluation;
import org.fogward.models.evaluate.SiteScore;

/**
 * How good the model is that a round made.
 *
 * @param round the round's number
 * @param accuracy 0..1
 * @param balancedAccuracy mean recall over the classes present, 0..1
 * @param loss mean over the samples
 * @param samples how many were looked at
 * @param worst the site that it serves worst; empty while, or because, no site is known with enough samples
 */
public record RoundScore(
        long round, double accuracy, double balancedAccuracy, double loss, long samples, Optional<SiteScore> worst) {

    /** The score that an evaluation makes. */
    public static RoundScore of(long round, Evaluation evaluation, Optional<SiteScore> worst) {
        return new RoundScore(
                round,
                evaluation.confusion().accuracy(),
                evaluation.confusion().balancedAccuracy(),
                evaluation.loss(),
                evaluation.confusion().samples(),
                worst);
    }
}
