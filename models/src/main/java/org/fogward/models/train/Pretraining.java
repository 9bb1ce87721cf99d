package org.fogward.models.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.Evaluator;
import org.fogward.models.network.Batch;
import org.fogward.models.network.Dropout;
import org.fogward.models.network.Network;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.network.Statistics;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.prepare.Example;
import org.fogward.models.prepare.Preprocessor;
import org.fogward.models.pretext.PretextImages;
import org.fogward.models.spec.ModelSpec;

/**
 * Teaches a network to tell formulas apart by the images that they make, each of which it sees once. First on small images at a steady
 * rate, until the probe is flat or its share of the images is used up; then on images of full size while the rate falls
 * to nothing. The result follows from the options alone, whatever the number of threads and however often it was stopped. For one
 * thread.
 */
public final class Pretraining {

    private static final int BATCH = 64;
    private static final double RATE = 0.1;
    private static final double MOMENTUM = 0.9;
    private static final double WEIGHT_DECAY = 5e-4;
    private static final double CLIP = 5;
    private static final float SMOOTHING = 0.05f;
    private static final int WARMUP_STEPS = 200;
    private static final double SMALL_SHARE = 0.6;
    private static final int REPORT_STEPS = 200;
    private static final int PROBE_IMAGES = 1000;
    /** A probe is flat when it has not risen by so much... */
    private static final double RISE = 0.003;
    /** ... over so many steps. */
    private static final int PATIENCE = 1600;
    /** Where the numbers of the probe's images begin: training never comes so far. */
    private static final long PROBE_FROM = 1L << 40;
    /** And those of the images that levels are measured on. */
    private static final long MEASURED_FROM = 1L << 41;

    private static final int MEASURED_IMAGES = 512;

    private final PretrainingOptions options;
    private final NetworkPool networks;
    private final PretextImages pretext;
    private final long steps;
    private final long cooling;

    /** Pre-training on networks of a pool. */
    public Pretraining(PretrainingOptions options, NetworkPool networks) {
        this.options = options;
        this.networks = networks;
        this.pretext = new PretextImages(options.seed(), options.fractals());
        this.steps = options.images() / BATCH;
        this.cooling = steps - (long) (SMALL_SHARE * steps);
    }

    /**
     * Learns.
     *
     * @param checkpoint where to keep what was learnt so far, and to go on from if it is there
     * @param listener hears of the progress from time to time
     * @return a model that has seen the formulas, with a head with levels whose classifier knows nothing yet
     * @throws IOException if the checkpoint cannot be written, or is of other options
     * @throws java.util.concurrent.CancellationException where the thread was interrupted
     */
    public ModelParameters run(Optional<Path> checkpoint, Consumer<PretrainingProgress> listener) throws IOException {
        PretrainingState state = begin(checkpoint);
        while (!isOver(state)) {
            state = advance(state, listener);
            if (checkpoint.isPresent()) {
                state.write(checkpoint.get());
            }
        }
        ModelParameters learnt = new ModelParameters(options.spec(pretext, options.pixels()), state.parameters());
        return new LevelStatistics(networks)
                .measure(learnt, images(MEASURED_FROM, MEASURED_IMAGES, options.pixels()), options.seed());
    }

    private PretrainingState begin(Optional<Path> checkpoint) throws IOException {
        ModelSpec spec = options.spec(pretext, options.pixels());
        int count = ParameterLayout.of(spec).parameters();
        if (checkpoint.isPresent()) {
            Optional<PretrainingState> kept = PretrainingState.read(checkpoint.get(), identity(), count);
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        return new PretrainingState(
                identity(), 0, -1, 0, 0, Initialization.create(spec, options.seed()), new float[count]);
    }

    private long identity() {
        return Seeds.of(
                options.family().ordinal(),
                Double.doubleToLongBits(options.width()),
                options.pixels(),
                options.fractals(),
                options.images(),
                options.seed());
    }

    private boolean isOver(PretrainingState state) {
        return state.coolingFrom() >= 0 && state.step() >= state.coolingFrom() + cooling;
    }

    /** Some steps, and a probe after them. */
    private PretrainingState advance(PretrainingState before, Consumer<PretrainingProgress> listener) {
        boolean small = before.coolingFrom() < 0;
        long phaseEnd = small ? steps - cooling : before.coolingFrom() + cooling;
        int count = (int) Math.min(REPORT_STEPS, phaseEnd - before.step());
        int pixels = small ? options.smallPixels() : options.pixels();
        ModelSpec spec = options.spec(pretext, pixels);
        float[] parameters = before.parameters().clone();
        MomentumDescent descent = new MomentumDescent(
                ParameterLayout.of(spec).segments(), before.velocity().clone(), MOMENTUM, WEIGHT_DECAY);
        double loss = networks.with(spec, network -> learn(network, before, count, pixels, parameters, descent));
        long step = before.step() + count;
        double probe = new Evaluator(networks)
                .evaluate(spec, parameters, images(PROBE_FROM, PROBE_IMAGES, pixels))
                .confusion()
                .accuracy();
        listener.accept(new PretrainingProgress(step * BATCH, steps * BATCH, pixels, loss, probe));
        boolean better = probe > before.bestProbe() + RISE;
        long bestStep = better ? step : before.bestStep();
        boolean cool = small && (step >= phaseEnd || step - bestStep >= PATIENCE);
        return new PretrainingState(
                before.identity(),
                step,
                cool ? step : before.coolingFrom(),
                better ? probe : before.bestProbe(),
                bestStep,
                parameters,
                descent.velocity());
    }

    private double learn(
            Network network,
            PretrainingState before,
            int count,
            int pixels,
            float[] parameters,
            MomentumDescent descent) {
        GradientShaping shaping = new GradientShaping(0, CLIP, network.layout(), parameters);
        float[] gradient = new float[parameters.length];
        Preprocessor preprocessor = Preprocessor.of(options.spec(pretext, pixels));
        double loss = 0;
        for (long step = before.step(); step < before.step() + count; step++) {
            network.load(parameters);
            Batch batch = batch(preprocessor.prepare(images(step * BATCH, BATCH, pixels)));
            loss += network.gradient(batch, Statistics.OF_BATCH, gradient);
            shaping.shape(gradient, parameters);
            descent.step(parameters, gradient, rate(step, before.coolingFrom()));
        }
        return loss / count;
    }

    private double rate(long step, long coolingFrom) {
        double warm = Math.min(1, (step + 1.0) / Math.clamp(steps / 10, 1, WARMUP_STEPS));
        double cool = coolingFrom < 0 ? 1 : 1 - (double) (step - coolingFrom) / cooling;
        return RATE * warm * cool;
    }

    private List<Sample> images(long from, int count, int pixels) {
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> new Sample(
                        pretext.draw(from + i, pixels), new float[0], pretext.label(from + i), "formula", "generated"))
                .toList();
    }

    private Batch batch(List<Example> examples) {
        int classes = pretext.classes().size();
        float[] targets = new float[examples.size() * classes];
        Arrays.fill(targets, SMOOTHING / classes);
        float[] weights = new float[examples.size()];
        Arrays.fill(weights, 1f);
        for (int i = 0; i < examples.size(); i++) {
            targets[i * classes + examples.get(i).label()] += 1 - SMOOTHING;
        }
        Batch plain = Batch.forPrediction(examples);
        return new Batch(examples.size(), plain.values(), plain.features(), targets, weights, Dropout.NONE);
    }
}
