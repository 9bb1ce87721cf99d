package org.fogward.models.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Network;

/** One local run on one network. */
final class TrainingLoop {

    private final TrainingOptions options;
    private final TrainingRun run;
    private final Network network;
    private final float[] parameters;
    private final float[] shifted;
    private final float[] gradient;
    private final Optimizer optimizer;
    private final GradientShaping shaping;
    private final LogitAdjustment adjustment;

    TrainingLoop(TrainingOptions options, TrainingRun run, Network network, float[] start, LogitAdjustment adjustment) {
        this.options = options;
        this.run = run;
        this.network = network;
        this.parameters = start.clone();
        this.shifted = new float[start.length];
        this.gradient = new float[start.length];
        this.optimizer = Optimizer.of(options, network.layout(), network.frontParameters());
        this.adjustment = adjustment;
        this.shaping = new GradientShaping(options.proximal(), options.clipNorm(), network.layout(), start);
    }

    TrainingResult run(BatchMaker batches, int examples) {
        int perEpoch = Math.ceilDiv(examples, options.batchSize());
        int steps = perEpoch * options.epochs();
        if (options.maxBatches() > 0) {
            steps = Math.min(steps, options.maxBatches());
        }
        double lossSum = 0;
        long seen = 0;
        int[] order = new int[examples];
        Arrays.setAll(order, i -> i);
        for (int step = 0; step < steps; step++) {
            int inEpoch = step % perEpoch;
            if (inEpoch == 0) {
                shuffle(order, Seeds.of(run.seed(), run.round(), step, 0));
            }
            // Batches of one epoch differ by one example at most, so that none is too small to normalise over.
            int[] chosen = Arrays.copyOfRange(order, (int) ((long) examples * inEpoch / perEpoch), (int)
                    ((long) examples * (inEpoch + 1) / perEpoch));
            Batch batch = batches.make(chosen, Seeds.of(run.seed(), run.round(), step, 1));
            lossSum += step(batch, (double) step / steps) * batch.size();
            seen += batch.size();
        }
        return new TrainingResult(requireFinite(parameters), lossSum / seen, examples);
    }

    private double step(Batch batch, double progress) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("interrupted while training");
        }
        System.arraycopy(parameters, 0, shifted, 0, shifted.length);
        adjustment.apply(shifted);
        network.load(shifted);
        double loss = options.exampleClip() > 0
                ? network.clippedGradient(batch, options.exampleClip(), gradient)
                : network.gradient(batch, options.normalization().statistics(), gradient);
        shaping.shape(gradient, parameters);
        double factor =
                options.schedule().factor(run.round() - 1 + progress, run.totalRounds(), options.warmupRounds());
        optimizer.step(parameters, gradient, options.learningRate() * factor);
        return loss;
    }

    private static void shuffle(int[] order, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }

    private static float[] requireFinite(float[] parameters) {
        for (float value : parameters) {
            if (!Float.isFinite(value)) {
                throw new DivergenceException("training diverged: a parameter is " + value);
            }
        }
        return parameters;
    }
}
