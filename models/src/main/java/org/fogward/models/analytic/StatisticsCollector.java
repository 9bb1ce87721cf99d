package org.fogward.models.analytic;

import java.util.List;
import org.fogward.models.data.Sample;
import org.fogward.models.network.Batch;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.prepare.Example;
import org.fogward.models.prepare.Preprocessor;
import org.fogward.models.train.ValidationPart;

/** A participant's side: takes its samples through the network and adds up. Thread-safe. */
public final class StatisticsCollector {

    private static final int BATCH = 32;

    private final NetworkPool networks;

    /** Collects with networks of a pool. */
    public StatisticsCollector(NetworkPool networks) {
        this.networks = networks;
    }

    /**
     * Adds up.
     *
     * @param parameters of the task's model
     * @param samples labelled samples, all of each group that occurs
     * @param seed of the projection: the same for all participants
     * @throws IllegalArgumentException where samples or parameters do not fit the model, or a feature is not finite
     */
    public HeadStatistics collect(AnalyticTask task, float[] parameters, List<Sample> samples, long seed) {
        ValidationPart part = ValidationPart.split(samples, task.analytic().validationShare());
        Projection projection = HeadFeatures.projection(task, seed);
        double rounding = task.analytic().rounding();
        return new HeadStatistics(
                sums(task, parameters, part.training(), projection).rounded(rounding),
                sums(task, parameters, part.validation(), projection)
                        .rounded(HeadStatistics.validationRounding(rounding)));
    }

    private HeadSums sums(AnalyticTask task, float[] parameters, List<Sample> samples, Projection projection) {
        SumsBuilder sums =
                new SumsBuilder(projection.dimensions(), task.model().classes().size());
        List<Example> examples = Preprocessor.of(task.model()).prepare(samples);
        networks.with(task.model(), network -> {
            network.load(parameters);
            for (int from = 0; from < examples.size(); from += BATCH) {
                List<Example> batch = examples.subList(from, Math.min(examples.size(), from + BATCH));
                float[] rows = network.features(Batch.forPrediction(batch));
                for (int i = 0; i < batch.size(); i++) {
                    sums.add(batch.get(i).label(), projection.project(rows, i * network.featureCount()));
                }
            }
            return sums;
        });
        return sums.build();
    }
}
