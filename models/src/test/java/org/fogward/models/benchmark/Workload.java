package org.fogward.models.benchmark;

import java.util.Arrays;
import java.util.List;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Dropout;
import org.fogward.models.network.Network;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.network.Statistics;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;

/**
 * A network with one batch, to train on or to predict again and again. It is the only network of its pool, and used on the
 * caller's thread, so that handing over between threads is not measured.
 */
final class Workload implements AutoCloseable {

    private static final List<String> CLASSES = List.of("a", "b", "c", "d", "e");
    private static final float MOMENTUM = 0.9f;
    private static final float RATE = 0.001f;

    private final NetworkPool pool;
    private final Network network;
    private final Batch batch;
    private final float[] parameters;
    private final float[] gradient;
    private final float[] velocity;

    Workload(ModelSpec spec, int size, int threads) {
        this.pool = new NetworkPool(1, threads);
        this.network = pool.with(spec, each -> each);
        this.batch = batch(spec, size);
        this.parameters = Initialization.create(spec, 1);
        this.gradient = new float[parameters.length];
        this.velocity = new float[parameters.length];
        network.load(parameters);
    }

    static ModelSpec mobilenet(double width, int pixels) {
        return new ModelSpec(ModelFamily.MOBILENET, new SampleShape(pixels, pixels, 1), 0, width, CLASSES);
    }

    static ModelSpec motion(double width) {
        return new ModelSpec(ModelFamily.MOTION, new SampleShape(1, 128, 9), 0, width, CLASSES);
    }

    /** A whole step: parameters into the network, gradient, descent with momentum. */
    double train() {
        network.load(parameters);
        double loss = network.gradient(batch, Statistics.OF_BATCH, gradient);
        for (Segment segment : network.layout().segments()) {
            if (segment.kind().isStatistic()) {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    parameters[i] -= gradient[i];
                }
            } else {
                for (int i = segment.offset(); i < segment.end(); i++) {
                    velocity[i] = MOMENTUM * velocity[i] + gradient[i];
                    parameters[i] -= RATE * velocity[i];
                }
            }
        }
        return loss;
    }

    float[] predict() {
        return network.probabilities(batch);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static Batch batch(ModelSpec spec, int size) {
        float[] targets = new float[size * CLASSES.size()];
        for (int i = 0; i < size; i++) {
            targets[i * CLASSES.size() + i % CLASSES.size()] = 1;
        }
        float[] weights = new float[size];
        Arrays.fill(weights, 1f);
        return new Batch(
                size,
                Numbers.normal(size * spec.input().values()),
                Numbers.normal(size * Architecture.preparedFeatures(spec)),
                targets,
                weights,
                Dropout.NONE);
    }
}
