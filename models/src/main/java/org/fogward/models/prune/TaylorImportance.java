package org.fogward.models.prune;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.network.Statistics;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.prepare.Example;
import org.fogward.models.prepare.Preprocessor;

/**
 * By what a first-order Taylor expansion says that the loss changes without the channel (Molchanov et al., CVPR 2019):
 * the square of gamma times the loss's gradient by gamma, added up over batches and over the two normalisations that a
 * hidden channel goes through. Nothing is trained. Scores of different blocks are comparable as they are.
 *
 * @param networks computes the gradients
 * @param samples labelled samples, all of each group that occurs, at least {@value #LEAST_SAMPLES}
 * @param seed chooses which samples form batches, and which are left out where there are very many
 */
public record TaylorImportance(NetworkPool networks, List<Sample> samples, long seed) implements ChannelImportance {

    /** Normalisation over fewer samples means nothing. */
    public static final int LEAST_SAMPLES = 4;

    /**
     * Keeps its own copy of the list.
     *
     * @throws IllegalArgumentException where there are too few samples
     */
    public TaylorImportance {
        samples = List.copyOf(samples);
        if (samples.size() < LEAST_SAMPLES) {
            throw new IllegalArgumentException("samples: " + samples.size() + " are fewer than " + LEAST_SAMPLES);
        }
    }

    @Override
    public ChannelScores scores(ModelParameters model) {
        List<Example> examples = Preprocessor.of(model.spec()).prepare(samples);
        List<HiddenScales> blocks = HiddenScales.of(model.spec());
        return networks.with(model.spec(), network -> {
            List<double[]> sums =
                    blocks.stream().map(block -> new double[block.channels()]).toList();
            float[] gradient = new float[model.values().length];
            network.load(model.values());
            LabelledBatches batches =
                    new LabelledBatches(examples, model.spec().classes().size(), seed);
            for (int batch = 0; batch < batches.count(); batch++) {
                network.gradient(batches.get(batch), Statistics.OF_BATCH, gradient);
                for (int i = 0; i < sums.size(); i++) {
                    add(blocks.get(i), model.values(), gradient, sums.get(i));
                }
            }
            return new ChannelScores(sums);
        });
    }

    private static void add(HiddenScales block, float[] values, float[] gradient, double[] sums) {
        for (int offset : block.offsets()) {
            Arrays.setAll(sums, c -> {
                double change = (double) values[offset + c] * gradient[offset + c];
                return sums[c] + change * change;
            });
        }
    }
}
