package org.fogward.models.train;

import java.util.List;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.Evaluation;
import org.fogward.models.evaluate.Evaluator;
import org.fogward.models.evaluate.SourceEvaluations;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;

/** Measures models as a site uses them: with statistics of its own where these never leave. Thread-safe. */
public final class SiteEvaluator {

    private final Evaluator evaluator;
    private final SiteStatistics statistics;

    /** Evaluates on networks of a pool. */
    public SiteEvaluator(NetworkPool networks) {
        this.evaluator = new Evaluator(networks);
        this.statistics = new SiteStatistics(networks);
    }

    /**
     * Measures a model.
     *
     * @param normalization how the model was trained
     * @param site samples of the site, to measure its statistics on
     * @param samples labelled samples, all of each group that occurs; may be empty
     * @throws IllegalArgumentException where samples or parameters do not fit the model
     */
    public Evaluation evaluate(
            Normalization normalization, ModelParameters model, List<Sample> site, List<Sample> samples) {
        return evaluateBySource(normalization, model, site, samples).all();
    }

    /** Measures a model as {@link #evaluate} does, and on the samples of each source besides. */
    public SourceEvaluations evaluateBySource(
            Normalization normalization, ModelParameters model, List<Sample> site, List<Sample> samples) {
        float[] parameters = normalization == Normalization.LOCAL
                ? statistics.adapt(model.spec(), model.values(), site)
                : model.values();
        return evaluator.evaluateBySource(model.spec(), parameters, samples);
    }
}
