package org.fogward.fog.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.RoundScore;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.round.StoredUpdates;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.ConfusionMatrix;
import org.fogward.models.evaluate.Evaluation;
import org.fogward.models.train.Normalization;
import org.fogward.models.train.SiteEvaluator;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.Update;

/**
 * Scores the models: on the fog node's own samples if it has any, else by adding up what the gateways counted on their validation
 * parts, so that every sample weighs the same. The gateways score the model that a round starts from, so their counts belong to
 * the round before. Thread-safe.
 */
public final class RoundEvaluation {

    private final List<String> classes;
    private final Normalization normalization;
    private final SiteEvaluator evaluator;
    private final List<Sample> own;
    private final ModelStep models;
    private final StoredUpdates updates;

    /**
     * An evaluation of one plan's models.
     *
     * @param own the fog node's samples, perhaps none
     */
    public RoundEvaluation(
            Plan plan, SiteEvaluator evaluator, List<Sample> own, ModelStep models, StoredUpdates updates) {
        this.classes = plan.model().classes();
        this.normalization = plan.training().normalization();
        this.evaluator = evaluator;
        this.own = List.copyOf(own);
        this.models = models;
        this.updates = updates;
    }

    /** Whether the fog node has samples of its own. */
    public boolean hasOwnSamples() {
        return !own.isEmpty();
    }

    /**
     * Scores a round's model on the fog node's own samples. Takes as long as inference on all of them.
     *
     * @throws IOException if the model cannot be read
     */
    public RoundScore onOwnSamples(long round, Digest model) throws IOException {
        return score(round, evaluator.evaluate(normalization, models.read(model), own, own));
    }

    /**
     * Scores the model that a round started from by the gateways' counts.
     *
     * @param round the round that made the model, one less than the updates'
     * @param fromNext the updates of the round that started from it
     * @return empty if no gateway had a validation part
     * @throws IOException if an update cannot be read
     */
    public Optional<RoundScore> byGateways(long round, List<RoundUpdate> fromNext) throws IOException {
        Evaluation sum = new Evaluation(ConfusionMatrix.empty(classes), 0);
        for (RoundUpdate accepted :
                fromNext.stream().filter(RoundUpdate::accepted).toList()) {
            Update update = updates.read(accepted.digest());
            if (update.hasEvaluation()) {
                sum = sum.plus(evaluation(update.getEvaluation()));
            }
        }
        return sum.confusion().samples() > 0 ? Optional.of(score(round, sum)) : Optional.empty();
    }

    private Evaluation evaluation(LocalEvaluation counted) {
        long[] counts =
                counted.getConfusionList().stream().mapToLong(Long::longValue).toArray();
        return new Evaluation(new ConfusionMatrix(classes, counts), counted.getLossSum());
    }

    private static RoundScore score(long round, Evaluation evaluation) {
        ConfusionMatrix confusion = evaluation.confusion();
        return new RoundScore(
                round, confusion.accuracy(), confusion.balancedAccuracy(), evaluation.loss(), confusion.samples());
    }
}
