package org.fogward.models.train;

import org.fogward.models.spec.ModelSpec;

/**
 * How participants train. In JSON every component stands under its own name.
 *
 * @param optimizer how a gradient becomes a step
 * @param learningRate at the schedule's height, above 0
 * @param momentum for {@code sgd}: how much of the last step goes on, 0 to below 1
 * @param weightDecay how much of each weight goes away in a step, times the learning rate; biases and normalisation keep
 *     theirs
 * @param schedule how the learning rate changes over the rounds
 * @param warmupRounds over how many rounds the learning rate first rises from nothing
 * @param epochs how often a round goes through a participant's examples
 * @param maxBatches the most batches in a round; 0 for no limit
 * @param batchSize examples in a batch, at least {@value #MIN_BATCH}
 * @param proximal FedProx's mu (Li et al., MLSys 2020): the pull towards the round's global model; 0 for none
 * @param clipNorm the longest gradient (Euclidean); longer ones are shortened to it; 0 for no limit
 * @param classBalance weights of examples are their class's frequency to the power of minus this: 0 for none, 1 for
 *     inverse frequency; very rare classes count a little less than that
 * @param logitAdjustment how much of the logarithm of its class frequencies a participant adds to its logits while it
 *     trains, so that differences between participants' classes matter less: 0 for none, 1 for all
 * @param labelSmoothing how much of the wanted probability is spread over all classes, 0 to below 1
 * @param dropout how much of the last hidden layer is dropped, 0 to below 1
 * @param augmentation how strongly examples are varied: 0 not at all, 1 as usual for the modality
 * @param normalization whose statistics normalise
 * @param frozenBlocks how many of the network's first blocks keep their parameters; their output is computed once for each example, so
 *     later epochs and rounds cost only the rest, and examples are not varied
 * @param exampleClip the longest gradient of a single example (Euclidean); longer ones are shortened to it before the mean is
 *     taken, as in DP-SGD; 0 for no limit. Needs frozen normalisation
 * @param distillation how much of each wanted probability comes from a teacher where there is one: 0 for none, 1 for all (Hinton et al.,
 *     2015). The teacher is the global model before it was pruned
 * @param validationShare how many of its samples a participant keeps back at most, by whole groups, to score the global
 *     model with: 0 for none, 0.9 at most
 */
public record TrainingOptions(
        OptimizerKind optimizer,
        double learningRate,
        double momentum,
        double weightDecay,
        LearningRateSchedule schedule,
        int warmupRounds,
        int epochs,
        int maxBatches,
        int batchSize,
        double proximal,
        double clipNorm,
        double classBalance,
        double logitAdjustment,
        double labelSmoothing,
        double dropout,
        double augmentation,
        Normalization normalization,
        int frozenBlocks,
        double exampleClip,
        double distillation,
        double validationShare) {

    /** Normalisation over fewer examples than this does harm. */
    public static final int MIN_BATCH = 4;

    private static final double HALF = 0.5;
    private static final int MAX_COUNT = 1_000_000;
    private static final double MAX_VALIDATION_SHARE = 0.9;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the component
     */
    public TrainingOptions {
        requireWithin("learningRate", learningRate, Double.MIN_NORMAL, 100);
        requireWithin("momentum", momentum, 0, Math.nextDown(1.0));
        requireWithin("weightDecay", weightDecay, 0, 100);
        requireWithin("warmupRounds", warmupRounds, 0, MAX_COUNT);
        requireWithin("epochs", epochs, 1, MAX_COUNT);
        requireWithin("maxBatches", maxBatches, 0, MAX_COUNT);
        requireWithin("batchSize", batchSize, MIN_BATCH, 4096);
        requireWithin("proximal", proximal, 0, 1e6);
        requireWithin("clipNorm", clipNorm, 0, 1e9);
        requireWithin("classBalance", classBalance, 0, 1);
        requireWithin("logitAdjustment", logitAdjustment, 0, 2);
        requireWithin("labelSmoothing", labelSmoothing, 0, Math.nextDown(1.0));
        requireWithin("dropout", dropout, 0, Math.nextDown(1.0));
        requireWithin("augmentation", augmentation, 0, 10);
        requireWithin("frozenBlocks", frozenBlocks, 0, MAX_COUNT);
        requireWithin("exampleClip", exampleClip, 0, 1e9);
        requireWithin("distillation", distillation, 0, 1);
        if (exampleClip > 0 && normalization != Normalization.FROZEN) {
            throw new IllegalArgumentException("training.exampleClip: needs normalization frozen");
        }
        requireWithin("validationShare", validationShare, 0, MAX_VALIDATION_SHARE);
    }

    /** Options that suit a model where nothing more is known. */
    public static TrainingOptions defaults(ModelSpec spec) {
        return DefaultOptions.of(spec.family());
    }

    /** Options that suit a model whose head was solved for: small steps that disturb what it knows as little as possible. */
    public static TrainingOptions fineTuning(ModelSpec spec) {
        return DefaultOptions.afterClosedForm(spec.family());
    }

    /**
     * Reads options from JSON in which every component stands.
     *
     * @throws IllegalArgumentException naming the field that is missing, unknown or out of range
     */
    public static TrainingOptions fromJson(String json) {
        return TrainingJson.read(json, TrainingOptions.class, "training");
    }

    /** The options as JSON: the same text for the same options. */
    public String toJson() {
        return TrainingJson.write(this);
    }

    /**
     * These options with some components replaced.
     *
     * @param json an object with the components to replace
     * @throws IllegalArgumentException naming the field that is unknown or out of range
     */
    public TrainingOptions with(String json) {
        return TrainingJson.merge(this, TrainingOptions.class, json, "training");
    }

    /** These options with the learning rate times a factor. */
    public TrainingOptions slowed(double factor) {
        return factor == 1
                ? this
                : with("{\"learningRate\": " + Math.max(Double.MIN_NORMAL, learningRate * factor) + "}");
    }

    /**
     * The share of the learning rate that the schedule leaves to a round, 0 to 1.
     *
     * @param round from 1 to the last
     * @param totalRounds rounds of the plan
     */
    public double share(long round, long totalRounds) {
        return schedule.factor(round - HALF, totalRounds, warmupRounds);
    }

    private static void requireWithin(String component, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "training." + component + ": " + value + " is not between " + least + " and " + most);
        }
    }
}
