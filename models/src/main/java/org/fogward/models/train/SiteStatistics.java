package org.fogward.models.train;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.data.Sample;
import org.fogward.models.network.Batch;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.prepare.Example;
import org.fogward.models.prepare.Preprocessor;
import org.fogward.models.spec.ModelSpec;

/**
 * Gives a model the statistics of a site's own examples, whose labels are not read (Li et al., "Adaptive batch normalization",
 * Pattern Recognition 2018). For models that were trained with {@link Normalization#LOCAL}. Thread-safe.
 */
public final class SiteStatistics {

    private static final int BATCH = 32;
    private static final int MOST_BATCHES = 16;

    private final NetworkPool networks;

    /** Measures on networks of a pool. */
    public SiteStatistics(NetworkPool networks) {
        this.networks = networks;
    }

    /**
     * Measures the mean and variance of each normalisation over up to {@value #BATCH} x {@value #MOST_BATCHES} examples.
     *
     * @param parameters of the model; left unchanged
     * @param samples the site's; fewer than {@value TrainingOptions#MIN_BATCH} tell nothing, and the parameters come back as they
     *     were
     * @return the parameters with these statistics
     * @throws IllegalArgumentException where samples or parameters do not fit the model
     */
    public float[] adapt(ModelSpec spec, float[] parameters, List<Sample> samples) {
        List<Example> examples = Preprocessor.of(spec).prepare(samples);
        if (examples.size() < TrainingOptions.MIN_BATCH) {
            return parameters.clone();
        }
        return networks.with(spec, network -> {
            network.load(parameters);
            Average average = new Average(network.layout());
            float[] measured = new float[parameters.length];
            for (List<Example> batch : batches(examples)) {
                network.measureStatistics(Batch.forPrediction(batch), measured);
                average.add(measured, batch.size());
            }
            return average.putInto(parameters.clone());
        });
    }

    /** Every batch takes its examples from all over the list, which may be sorted by class. */
    private static List<List<Example>> batches(List<Example> examples) {
        int count = Math.clamp(examples.size() / BATCH, 1, MOST_BATCHES);
        int size = Math.min(BATCH, examples.size());
        List<List<Example>> batches = new ArrayList<>();
        for (int batch = 0; batch < count; batch++) {
            List<Example> chosen = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                chosen.add(examples.get((int) (((long) i * count + batch) * examples.size() / ((long) size * count))));
            }
            batches.add(chosen);
        }
        return batches;
    }

    /** Statistics of batches, made into those of all of them together. */
    private static final class Average {

        private final List<Segment> statistics;
        private final double[] sums;
        private final double[] squares;
        private double size;

        Average(ParameterLayout layout) {
            this.statistics = layout.segments(ParameterKind::isStatistic);
            this.sums = new double[layout.parameters()];
            this.squares = new double[layout.parameters()];
        }

        void add(float[] measured, int examples) {
            for (Segment segment : statistics) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    sums[i] += (double) examples * measured[i];
                    squares[i] += (double) examples * measured[i] * measured[i];
                }
            }
            size += examples;
        }

        /** The variance of all is the mean of the batches' variances and the variance of their means. */
        float[] putInto(float[] parameters) {
            int meansAt = 0;
            for (Segment segment : statistics) {
                boolean isVariance = segment.kind() == ParameterKind.BN_VARIANCE;
                meansAt = isVariance ? meansAt : segment.offset();
                for (int i = 0; i < segment.length(); i++) {
                    int mean = meansAt + i;
                    double between = Math.max(0, squares[mean] / size - sums[mean] / size * (sums[mean] / size));
                    double own = sums[segment.offset() + i] / size;
                    parameters[segment.offset() + i] = (float) (isVariance ? Math.max(0, own) + between : own);
                }
            }
            return parameters;
        }
    }
}
