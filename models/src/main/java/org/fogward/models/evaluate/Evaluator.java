package org.fogward.models.evaluate;

import java.util.List;
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
        List<Example> examples = Preprocessor.of(spec).prepare(samples);
        return networks.with(spec, network -> evaluate(spec, network, parameters, examples));
    }

    private static Evaluation evaluate(ModelSpec spec, Network network, float[] parameters, List<Example> examples) {
        network.load(parameters);
        int classes = spec.classes().size();
        int batchSize = Math.clamp(BATCH_VALUES / spec.input().values(), 1, MAX_BATCH);
        long[] counts = new long[classes * classes];
        double lossSum = 0;
        for (int from = 0; from < examples.size(); from += batchSize) {
            List<Example> part = examples.subList(from, Math.min(examples.size(), from + batchSize));
            float[] probabilities = network.probabilities(Batch.forPrediction(part));
            for (int i = 0; i < part.size(); i++) {
                int actual = part.get(i).label();
                counts[actual * classes + best(probabilities, i * classes, classes)]++;
                lossSum -= Math.log(Math.max(SMALLEST_PROBABILITY, probabilities[i * classes + actual]));
            }
        }
        return new Evaluation(new ConfusionMatrix(spec.classes(), counts), lossSum);
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
}
