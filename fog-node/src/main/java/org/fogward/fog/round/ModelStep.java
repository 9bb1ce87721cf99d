package org.fogward.fog.round;

import java.io.IOException;
import java.util.List;
import org.fogward.fog.aggregate.Aggregator.Outcome;
import org.fogward.fog.aggregate.Contribution;
import org.fogward.fog.aggregate.ServerState;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.prune.PrunedModel;
import org.fogward.models.prune.ScaleImportance;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.digest.Digest;

/**
 * From one global model to the next: what the rounds do, and what an audit does again. Thread-safe.
 */
public final class ModelStep {

    private final Plan plan;
    private final BlobStore blobs;

    /** Steps of one plan's models. */
    public ModelStep(Plan plan, BlobStore blobs) {
        this.plan = plan;
        this.blobs = blobs;
    }

    /** What the server optimiser remembers before the first round. */
    public ServerState initialState() {
        return plan.aggregator(plan.model()).initialState();
    }

    /**
     * Combines a round's updates, and prunes where the plan says so: by the factors of batch normalisation, so that the model alone
     * decides.
     *
     * @param round its number
     * @param base the model that they started from
     * @param before the server optimiser's state then
     * @throws IOException if an update is missing or is not what its digest says
     */
    public Step take(long round, ModelParameters base, ServerState before, List<Contribution> contributions)
            throws IOException {
        Outcome outcome = plan.aggregator(base.spec()).combine(base.values(), before, contributions);
        ModelParameters combined = new ModelParameters(base.spec(), outcome.parameters());
        double keep = plan.pruning().map(schedule -> schedule.keep((int) round)).orElse(1.0);
        if (keep >= 1) {
            return step(combined, outcome.state());
        }
        PrunedModel pruned = PrunedModel.of(combined, new ScaleImportance(), keep);
        return step(pruned.model(), outcome.state().select(pruned.selection()));
    }

    private static Step step(ModelParameters model, ServerState state) {
        return new Step(model, ModelFile.encode(model.spec(), model.values()), state);
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
     * @param state what the server optimiser remembers now
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Step(ModelParameters model, byte[] modelFile, ServerState state) {}
}
