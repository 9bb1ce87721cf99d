package org.fogward.models.evaluate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fogward.models.data.Sample;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Network;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.prepare.Example;
import org.fogward.models.prepare.Preprocessor;
import org.fogward.models.spec.ModelSpec;

/** Measures models on labelled samples. Thread-safe. */
public final class Evaluator {

    private static final double SMALLEST_PROBABILITY = 1e-12;
    /** Values in a batch: enough to keep a processor busy, little enough for a gateway's memory. */
    private static final int BATCH_VALUES = 1 << 17;

    private static final int MAX_BATCH = 64;

    private final NetworkPool networks;

    /** Evaluates on networks of a pool. */
    public Evaluator(NetworkPool networks) {
        this.networks = networks;
    }

    /**
     * Measures a model.
     *
     * @param samples labelled samples, all of each group that occurs; may be empty
     * @throws IllegalArgumentException where samples or parameters do not fit the model
     */
    public Evaluation evaluate(ModelSpec spec, float[] parameters, List<Sample> samples) {
        return evaluateBySource(spec, parameters, samples).all();
    }

    /**
     * Measures a model on all samples and on those of each source, looking at each sample once.
     *
     * @param samples as for {@link #evaluate}; a group may have samples of several sources
     * @throws IllegalArgumentException where samples or parameters do not fit the model
     */
    public SourceEvaluations evaluateBySource(ModelSpec spec, float[] parameters, List<Sample> samples) {
        List<Example> examples = Preprocessor.of(spec).prepare(samples);
        return networks.with(spec, network -> evaluate(spec, network, parameters, examples, samples));
    }

    private static SourceEvaluations evaluate(
            ModelSpec spec, Network network, float[] parameters, List<Example> examples, List<Sample> samples) {
        network.load(parameters);
        int classes = spec.classes().size();
        int batchSize = Math.clamp(BATCH_VALUES / spec.input().values(), 1, MAX_BATCH);
        Tally all = new Tally(spec.classes());
        SortedMap<String, Tally> bySource = new TreeMap<>();
        for (int from = 0; from < examples.size(); from += batchSize) {
            List<Example> part = examples.subList(from, Math.min(examples.size(), from + batchSize));
            float[] probabilities = network.probabilities(Batch.forPrediction(part));
            for (int i = 0; i < part.size(); i++) {
                int actual = part.get(i).label();
                int predicted = best(probabilities, i * classes, classes);
                double loss = -Math.log(Math.max(SMALLEST_PROBABILITY, probabilities[i * classes + actual]));
                all.count(actual, predicted, loss);
                bySource.computeIfAbsent(samples.get(from + i).source(), source -> new Tally(spec.classes()))
                        .count(actual, predicted, loss);
            }
        }
        SortedMap<String, Evaluation> evaluations = new TreeMap<>();
        bySource.forEach((source, tally) -> evaluations.put(source, tally.evaluation()));
        return new SourceEvaluations(all.evaluation(), evaluations);
    }

    private static int best(float[] probabilities, int offset, int classes) {
        int best = 0;
        for (int label = 1; label < classes; label++) {
            if (probabilities[offset + label] > probabilities[offset + best]) {
                best = label;
            }
        }
        return best;
    }

    /** Counts in the making. */
    private static final class Tally {

        private final List<String> classes;
        private final long[] counts;
        private double lossSum;

        Tally(List<String> classes) {
            this.classes = classes;
            this.counts = new long[classes.size() * classes.size()];
        }

        void count(int actual, int predicted, double loss) {
            counts[actual * classes.size() + predicted]++;
            lossSum += loss;
        }

        Evaluation evaluation() {
            return new Evaluation(new ConfusionMatrix(classes, counts), lossSum);
        }
    }
}
