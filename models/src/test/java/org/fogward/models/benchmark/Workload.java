package org.fogward.models.benchmark;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Dropout;
import org.fogward.models.network.Network;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.network.Statistics;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.prepare.Preprocessor;
import org.fogward.models.prune.PrunedModel;
import org.fogward.models.prune.ScaleImportance;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;

/**
 * A network with one batch, to train on or to predict again and again. It is the only network of its pool, and used on the
 * caller's thread, so that handing over between threads is not measured.
 */
final class Workload implements AutoCloseable {

    private static final List<String> CLASSES = List.of("a", "b", "c", "d", "e");
    private static final double BOUND = 1;

    private final NetworkPool pool;
    private final Network network;
    private final Batch batch;
    private final float[] parameters;
    private final Descent descent;

    Workload(ModelSpec spec, int size, int threads) {
        this(spec, size, threads, 0);
    }

    /** Trains what is behind some frozen blocks, on what came through them. */
    Workload(ModelSpec spec, int size, int threads, int frozenBlocks) {
        this.pool = new NetworkPool(1, threads);
        this.network = pool.with(spec, frozenBlocks, each -> each);
        this.parameters = Initialization.create(spec, 1);
        this.descent = new Descent(network.layout());
        network.load(parameters);
        Batch whole = batch(spec, size);
        this.batch = frozenBlocks == 0
                ? whole
                : new Batch(
                        size, network.front(whole), whole.features(), whole.targets(), whole.weights(), Dropout.NONE);
    }

    static ModelSpec mobilenet(double width, int pixels) {
        return new ModelSpec(ModelFamily.MOBILENET, new SampleShape(pixels, pixels, 1), 0, width, CLASSES);
    }

    static ModelSpec motion(double width) {
        return new ModelSpec(ModelFamily.MOTION, new SampleShape(1, 128, 9), 0, width, CLASSES);
    }

    /** The same network with half the multiply-adds. */
    static ModelSpec pruned(ModelSpec spec) {
        ModelParameters model = new ModelParameters(spec, Initialization.create(spec, 1));
        return PrunedModel.of(model, new ScaleImportance(), 0.5).model().spec();
    }

    /** A whole step: parameters into the network, gradient, descent with momentum. */
    double train() {
        network.load(parameters);
        double loss = network.gradient(batch, Statistics.OF_BATCH, descent.gradient());
        descent.step(parameters);
        return loss;
    }

    /** The same with the running statistics, for comparison with {@link #trainClipped}. */
    double trainOnStatistics() {
        network.load(parameters);
        double loss = network.gradient(batch, Statistics.RUNNING, descent.gradient());
        descent.step(parameters);
        return loss;
    }

    /** The same with each example's gradient shortened by itself. */
    double trainClipped() {
        network.load(parameters);
        double loss = network.clippedGradient(batch, BOUND, descent.gradient());
        descent.step(parameters);
        return loss;
    }

    float[] predict() {
        return network.probabilities(batch);
    }

    @Override
    public void close() {
        pool.close();
    }

    static Batch batch(ModelSpec spec, int size) {
        float[] targets = new float[size * CLASSES.size()];
        for (int i = 0; i < size; i++) {
            targets[i * CLASSES.size() + i % CLASSES.size()] = 1;
        }
        float[] weights = new float[size];
        Arrays.fill(weights, 1f);
        return new Batch(
                size,
                Numbers.normal(size * spec.input().values()),
                Numbers.normal(size * Preprocessor.features(spec)),
                targets,
                weights,
                Dropout.NONE);
    }
}
