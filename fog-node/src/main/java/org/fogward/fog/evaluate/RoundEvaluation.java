package org.fogward.fog.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.ModelStep;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundScore;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.round.StoredUpdates;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.ConfusionMatrix;
import org.fogward.models.evaluate.Evaluation;
import org.fogward.models.evaluate.SiteScore;
import org.fogward.models.evaluate.SourceEvaluations;
import org.fogward.models.train.Normalization;
import org.fogward.models.train.SiteEvaluator;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.Update;

/**
 * Scores the models and remembers the scores. Means come from the fog node's own samples if it has any, else from adding up what
 * the gateways counted on their validation parts, so that every sample weighs the same. The worst site comes from the gateways'
 * counts, and only where no gateway counted enough from the sources of the fog node's own samples. The gateways score the
 * model that a round starts from, so their counts belong to the round before. Thread-safe.
 */
public final class RoundEvaluation {

    private final List<String> classes;
    private final Normalization normalization;
    private final SiteEvaluator evaluator;
    private final List<Sample> own;
    private final ModelStep models;
    private final StoredUpdates updates;
    private final RoundStore store;

    /**
     * An evaluation of one plan's models.
     *
     * @param own the fog node's samples, perhaps none
     */
    public RoundEvaluation(
            Plan plan,
            SiteEvaluator evaluator,
            List<Sample> own,
            ModelStep models,
            StoredUpdates updates,
            RoundStore store) {
        this.classes = plan.model().classes();
        this.normalization = plan.training().normalization();
        this.evaluator = evaluator;
        this.own = List.copyOf(own);
        this.models = models;
        this.updates = updates;
        this.store = store;
    }

    /**
     * Scores what can be scored when a round is over: with own samples the model that it made, by the gateways' counts the one that
     * it started from. Takes as long as inference on all own samples. Doing it again changes nothing.
     *
     * @throws IOException if a model or an update cannot be read
     */
    public void score(RoundResult result) throws IOException {
        long before = result.round() - 1;
        SortedMap<String, Evaluation> counts = counts(store.updates().of(result.round()));
        Optional<SiteScore> worst = SiteScore.worst(counts);
        if (!own.isEmpty()) {
            if (before > 0) {
                worst.ifPresent(site -> store.worstSite(before, site));
            }
            // Last, because a round that has its score is not looked at again after a crash.
            store.scored(onOwnSamples(result.round(), result.newModel(), worst.isEmpty()));
        } else if (before > 0) {
            Evaluation all = counts.values().stream()
                    .reduce(new Evaluation(ConfusionMatrix.empty(classes), 0), Evaluation::plus);
            if (all.confusion().samples() > 0) {
                store.scored(RoundScore.of(before, all, worst));
            }
        }
    }

    private RoundScore onOwnSamples(long round, Digest model, boolean ownSites) throws IOException {
        SourceEvaluations evaluations = evaluator.evaluateBySource(normalization, models.read(model), own, own);
        boolean sites = ownSites && evaluations.bySource().size() > 1;
        return RoundScore.of(
                round, evaluations.all(), sites ? SiteScore.worst(evaluations.bySource()) : Optional.empty());
    }

    /** What each gateway counted, by its id. */
    private SortedMap<String, Evaluation> counts(List<RoundUpdate> round) throws IOException {
        SortedMap<String, Evaluation> counts = new TreeMap<>();
        for (RoundUpdate accepted : round.stream().filter(RoundUpdate::accepted).toList()) {
            Update update = updates.read(accepted.digest());
            if (update.hasEvaluation()) {
                counts.put(accepted.gateway().value(), evaluation(update.getEvaluation()));
            }
        }
        return counts;
    }

    private Evaluation evaluation(LocalEvaluation counted) {
        long[] counts =
                counted.getConfusionList().stream().mapToLong(Long::longValue).toArray();
        return new Evaluation(new ConfusionMatrix(classes, counts), counted.getLossSum());
    }
}
