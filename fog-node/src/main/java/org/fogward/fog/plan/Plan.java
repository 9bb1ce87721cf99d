package org.fogward.fog.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.aggregate.AggregationRule;
import org.fogward.fog.aggregate.AggregationRules;
import org.fogward.fog.aggregate.Aggregator;
import org.fogward.fog.aggregate.ServerOptions;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fog.yaml.Fields;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.prune.ComputeBudget;
import org.fogward.models.prune.PruningSchedule;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.train.TrainingOptions;
import org.fogward.models.train.TrainingTask;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.update.Coverage;
import org.fogward.protocol.update.EncodingOptions;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.Encoding;
import org.fogward.protocol.v1.NormalizationTravel;

/**
 * All that decides what a federation learns, apart from the gateways' data. It is fixed before the first round and anchored with
 * each, by the digest of its {@linkplain #canonical() canonical form}. Immutable.
 *
 * @param model what is learnt
 * @param start what the first model is, or is made of
 * @param training how the gateways train
 * @param update what travels of what is learnt
 * @param rule the aggregation rule's name
 * @param server the server optimiser
 * @param stages what the rounds are
 * @param rounds when rounds close and how many there are
 * @param admission what an update may be
 * @param pruning how much of the model is left after which round; empty: all of it
 * @param seed of the first model and of every draw in training
 */
public record Plan(
        ModelSpec model,
        PlanStart start,
        TrainingOptions training,
        UpdateRules update,
        String rule,
        ServerOptions server,
        Stages stages,
        RoundRules rounds,
        AdmissionLimits admission,
        Optional<PruningSchedule> pruning,
        long seed) {

    /** Rounds in which statistics change so much that none may be left out. */
    private static final int EARLY_ROUNDS = 4;

    /**
     * @throws IllegalArgumentException if there is no such start, the rule is not known, the training does not suit the model, or the model
     *     cannot be pruned so far or so late
     */
    public Plan {
        var ignored = new TrainingTask(model, training);
        if (start instanceof PlanStart.Made made) {
            made.how().requireSuits(model);
        }
        if (AggregationRules.named(rule).isEmpty()) {
            throw new IllegalArgumentException("rule: one of " + AggregationRules.names() + " expected, not " + rule);
        }
        boolean compares = AggregationRules.named(rule).orElseThrow().comparesUpdates();
        if (compares && update.up().coder().coverage() == Coverage.OWN) {
            throw new IllegalArgumentException(
                    "update.codec: with " + update.up().codec() + " gateways choose coordinates each for"
                            + " itself, so the " + rule + " of most is nothing; take a dense codec or masked-random");
        }
        pruning.ifPresent(schedule -> requirePrunable(model, schedule, rounds));
        requireStages(stages, rounds, training);
    }

    /**
     * Reads a plan from YAML, or from its canonical form. Nothing else is read: only a {@link PlanFile} may start from a file.
     *
     * @throws FieldException naming the field that is missing, unknown or out of its range
     */
    public static Plan parse(String yaml) throws FieldException {
        return PlanText.read(Fields.parse(yaml), Optional.empty()).plan();
    }

    /** The plan as JSON with every field in a fixed order: the same text for the same plan, on every machine. */
    public String canonical() {
        return PlanText.write(this);
    }

    /** SHA-256 of the canonical form in UTF-8. */
    public Digest digest() {
        return Digest.of(canonical().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What gateways are asked to do in a round.
     *
     * @param now the plan's model, or what pruning left of it
     * @param setbacks how often guarded rounds went back to a better model: each halves the learning rate, because steps were too
     *     long for what there is to gain
     * @param since the first round whose model follows from the one before
     */
    public RoundOrder order(long round, ModelSpec now, int setbacks, long since) {
        Stage stage = stages.at(round);
        return switch (stage) {
            case Stage.Analytic analytic ->
                new RoundOrder(
                        stage.kind(),
                        new AnalyticTask(now, analytic.options()).toJson(),
                        WholeNumberCodec.NAME,
                        Optional.empty());
            case Stage.Averaging averaging -> {
                TrainingOptions own = averaging.guarded() ? training.slowed(Math.scalb(1.0, -setbacks)) : training;
                yield new RoundOrder(
                        stage.kind(),
                        new TrainingTask(now, own).toJson(),
                        update.up().codec(),
                        Optional.of(encoding(round, since)));
            }
            case Stage.Choice _ ->
                new RoundOrder(
                        stage.kind(),
                        new TrainingTask(now, training).toJson(),
                        update.up().codec(),
                        Optional.empty());
        };
    }

    /** The learning rate of a round, as a share of the highest. */
    public double rateShare(long round) {
        return training.share(Math.clamp(round, 1, rounds.count()), rounds.count());
    }

    /**
     * How much of what was left behind in the round before still counts: what was learnt at a higher rate would undo, as it comes
     * late, what is learnt at a lower one.
     */
    public double rateRatio(long round) {
        return Math.min(1, rateShare(round) / rateShare(round - 1));
    }

    /** What of batch normalisation travels in a round: its running statistics always do before a stage ends, since they are used then. */
    public NormalizationTravel normalization(long round) {
        int every = update.normalizationEvery();
        if (every == 0) {
            return NormalizationTravel.NORMALIZATION_TRAVEL_LOCAL;
        }
        boolean last = round >= rounds.count() || !(stages.at(round + 1) instanceof Stage.Averaging);
        return last || round <= EARLY_ROUNDS || (round - 1) % every == 0
                ? NormalizationTravel.NORMALIZATION_TRAVEL_SENT
                : NormalizationTravel.NORMALIZATION_TRAVEL_KEPT;
    }

    private Encoding encoding(long round, long since) {
        EncodingOptions options = update.up().options(round, rateShare(round), seed);
        return Encoding.newBuilder()
                .setDensity((float) options.density())
                .setBits(options.bits())
                .setNormalization(normalization(round))
                .setWholeDigits(options.wholeDigits())
                .setStaleDecay((float) update.staleDecay())
                .setRateShare((float) rateShare(round))
                .setSince(since)
                .build();
    }

    /**
     * What combines updates.
     *
     * @param now the plan's model, or what pruning left of it
     */
    public Aggregator aggregator(ModelSpec now) {
        AggregationRule known = AggregationRules.named(rule).orElseThrow();
        return new Aggregator(known, server.create(), ParameterLayout.of(now));
    }

    private static void requireStages(Stages stages, RoundRules rounds, TrainingOptions training) {
        if (stages.rounds() != rounds.count()) {
            throw new IllegalArgumentException(
                    "stages: " + stages.rounds() + " rounds, but rounds.count is " + rounds.count());
        }
        boolean validates = stages.inOrder().stream()
                .anyMatch(stage -> stage instanceof Stage.Choice
                        || stage instanceof Stage.Averaging averaging && averaging.guarded());
        if (validates && training.validationShare() == 0) {
            throw new IllegalArgumentException(
                    "stages: guarded rounds and choices need training.validationShare above 0");
        }
    }

    /** Whether a model is the plan's, or what pruning can leave of it. */
    public boolean isOfKind(ModelSpec other) {
        return pruning.isEmpty()
                ? other.equals(model)
                : other.withHidden(List.of()).equals(model.withHidden(List.of()));
    }

    private static void requirePrunable(ModelSpec model, PruningSchedule schedule, RoundRules rounds) {
        try {
            var ignored = new ComputeBudget(model, schedule.keep());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("pruning." + e.getMessage(), e);
        }
        if (schedule.to() >= rounds.count()) {
            throw new IllegalArgumentException(
                    "pruning.to: " + schedule.to() + ", but no round trains after the last, " + rounds.count());
        }
    }

    /** How a ledger names the way in which a round made its model. */
    public String ruleName(long round) {
        return switch (stages.at(round)) {
            case Stage.Analytic _ -> "analytic";
            case Stage.Averaging averaging ->
                rule + " + " + server.optimizer() + (averaging.guarded() ? ", guarded" : "");
            case Stage.Choice _ -> "choice";
        };
    }
}
