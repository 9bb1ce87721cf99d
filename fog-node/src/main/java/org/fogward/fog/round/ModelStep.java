package org.fogward.fog.round;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.aggregate.Aggregator.Outcome;
import org.fogward.fog.aggregate.ServerState;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.plan.DeltaShapes;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.Stage;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.prune.PrunedModel;
import org.fogward.models.prune.ScaleImportance;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.ModelDelta;
import org.fogward.protocol.v1.Update;

/**
 * From one global model to the next: what the rounds do, and what an audit does again. Thread-safe.
 */
public final class ModelStep {

    private final Plan plan;
    private final BlobStore blobs;
    private final StoredUpdates stored;
    private final AnalyticStep analytic;
    private final Downlink downlink;

    /** Steps of one plan's models, which lie among the blobs as the updates do. */
    public ModelStep(Plan plan, BlobStore blobs) {
        this.plan = plan;
        this.blobs = blobs;
        this.stored = new StoredUpdates(blobs);
        this.analytic = new AnalyticStep(plan, stored);
        this.downlink = new Downlink(plan);
    }

    /** What is remembered before the first round. */
    public StepState initialState() {
        return StepState.begin(plan.aggregator(plan.model()).initialState(), 1);
    }

    /**
     * What is remembered after a round.
     *
     * @throws IOException if it is missing
     */
    public StepState stateAfter(RoundResult result) throws IOException {
        return StepState.decode(blobs.read(result.serverState()));
    }

    /**
     * Makes a round's model of its updates: the round's kind decides how.
     *
     * @param round its number
     * @param base the model that it started from
     * @param before what was remembered then
     * @param updates the round's; only accepted ones count, of which there is at least one
     * @throws IOException if an update or a model is missing or is not what its digest says
     */
    public Step take(long round, GlobalModel base, StepState before, List<RoundUpdate> updates) throws IOException {
        List<RoundUpdate> accepted =
                updates.stream().filter(RoundUpdate::accepted).toList();
        return switch (plan.stages().at(round)) {
            case Stage.Analytic stage -> solve(round, stage, base, accepted);
            case Stage.Averaging stage when stage.guarded() -> guarded(round, base, before, accepted);
            case Stage.Averaging _ -> combine(round, base, before, accepted);
            case Stage.Choice _ -> choose(round, base, before, accepted);
        };
    }

    private Step solve(long round, Stage.Analytic stage, GlobalModel base, List<RoundUpdate> accepted)
            throws IOException {
        AnalyticStep.Heads heads =
                analytic.solve(stage, base.parameters(), accepted, plan.stages().choosesAfter(round));
        NextModel next = downlink.all(round, base.parameters(), heads.model());
        ServerState optimizer = plan.aggregator(next.model().spec()).initialState();
        if (heads.whole().isEmpty()) {
            return step(base, next, StepState.begin(optimizer, round + 1));
        }
        Digest whole = blobs.put(file(heads.whole().get()));
        StepState.Twin twin = new StepState.Twin(Digest.of(file(next.model())), whole);
        return step(base, next, StepState.begin(optimizer, round + 1, twin));
    }

    private Step guarded(long round, GlobalModel base, StepState before, List<RoundUpdate> accepted)
            throws IOException {
        Validation validation = validation(accepted);
        if (validation.samples() == 0) {
            return combine(round, base, before, accepted);
        }
        if (before.best().isEmpty()
                || validation.isBetterThan(before.best().get().validation())) {
            return combine(round, base, before.with(new StepState.Best(base.digest(), validation)), accepted);
        }
        StepState.Best best = before.best().get();
        if (validation.isClearlyWorseThan(best.validation())) {
            ModelParameters again = read(best.model());
            ServerState optimizer = plan.aggregator(again.spec()).initialState();
            return jump(round, base, again, before.setBack(optimizer, round + 1));
        }
        return combine(round, base, before, accepted);
    }

    private Step combine(long round, GlobalModel base, StepState before, List<RoundUpdate> accepted)
            throws IOException {
        ModelParameters from = base.parameters();
        UpdateShape shape = DeltaShapes.of(from.spec(), plan.normalization(round));
        Outcome outcome = plan.aggregator(from.spec())
                .combine(from.values(), before.optimizer(), stored.contributions(accepted, shape));
        ModelParameters learnt =
                new ModelParameters(from.spec(), before.added(outcome.parameters(), plan.rateRatio(round)));
        double keep = keep(round);
        if (keep < 1) {
            Downlink.Smaller smaller = downlink.pruned(round, from, learnt, keep);
            if (!smaller.next().model().spec().equals(from.spec())) {
                ServerState optimizer = outcome.state().select(smaller.from().selection());
                return step(
                        base,
                        smaller.next(),
                        before.smaller(optimizer, smaller.next().residual()));
            }
        }
        NextModel next = downlink.towards(round, from, learnt);
        return step(base, next, before.with(outcome.state(), next.residual()));
    }

    /** Goes to a model that does not follow from the base. Nothing goes back from a smaller model to a larger one. */
    private Step jump(long round, GlobalModel base, ModelParameters model, StepState state) {
        double keep = keep(round);
        if (keep >= 1) {
            return step(base, NextModel.jump(model), state);
        }
        PrunedModel pruned = PrunedModel.of(model, new ScaleImportance(), keep);
        boolean smaller = !pruned.model().spec().equals(model.spec());
        ServerState optimizer = state.optimizer().select(pruned.selection());
        return step(
                base,
                NextModel.jump(pruned.model()),
                smaller ? state.smaller(optimizer, state.residual()) : state.with(optimizer, state.residual()));
    }

    private double keep(long round) {
        return plan.pruning().map(schedule -> schedule.keep((int) round)).orElse(1.0);
    }

    private Step choose(long round, GlobalModel base, StepState before, List<RoundUpdate> accepted) throws IOException {
        Validation newest = validation(accepted);
        Digest chosen = before.best()
                .filter(best -> !newest.isBetterThan(best.validation()))
                .map(StepState.Best::model)
                .orElse(base.digest());
        Digest whole = before.twin()
                .filter(twin -> twin.model().equals(chosen))
                .map(StepState.Twin::whole)
                .orElse(chosen);
        ModelParameters model = read(whole);
        ServerState optimizer = plan.aggregator(model.spec()).initialState();
        return jump(round, base, model, StepState.begin(optimizer, round + 1));
    }

    private Validation validation(List<RoundUpdate> accepted) throws IOException {
        List<LocalEvaluation> evaluations = new ArrayList<>();
        for (RoundUpdate each : accepted) {
            Update update = stored.read(each.digest());
            if (update.hasEvaluation()) {
                evaluations.add(update.getEvaluation());
            }
        }
        return Validation.of(evaluations);
    }

    private static Step step(GlobalModel base, NextModel next, StepState state) {
        byte[] file = file(next.model());
        Optional<ModelDelta> delta = next.delta()
                .map(begun -> begun.setFrom(ByteString.copyFrom(base.digest().bytes()))
                        .build());
        return new Step(next.model(), file, delta, state);
    }

    private static byte[] file(ModelParameters model) {
        return ModelFile.encode(model.spec(), model.values());
    }

    /**
     * What a model is: the plan's, or what pruning left of it.
     *
     * @throws IOException if the file is missing, or is no model of this plan
     */
    public ModelSpec spec(Digest model) throws IOException {
        return plan.pruning().isEmpty() ? plan.model() : read(model).spec();
    }

    /**
     * Reads a model.
     *
     * @throws IOException if the file is missing, or is no model of this plan
     */
    public ModelParameters read(Digest model) throws IOException {
        try {
            ModelParameters decoded = ModelFile.decode(blobs.read(model));
            if (!plan.isOfKind(decoded.spec())) {
                throw new IOException("model " + model.hex() + " is not of the plan's kind");
            }
            return decoded;
        } catch (ModelFileException e) {
            throw new IOException("model " + model.hex() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A step taken.
     *
     * @param model the new model
     * @param modelFile its file
     * @param delta how gateways make it of the model before; empty where they have to hold it already, or fetch it
     * @param state what is remembered now
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Step(ModelParameters model, byte[] modelFile, Optional<ModelDelta> delta, StepState state) {}
}
