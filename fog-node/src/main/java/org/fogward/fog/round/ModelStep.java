package org.fogward.fog.round;

import java.io.IOException;
import java.util.List;
import org.fogward.fog.aggregate.Aggregator;
import org.fogward.fog.aggregate.Aggregator.Outcome;
import org.fogward.fog.aggregate.Contribution;
import org.fogward.fog.aggregate.ServerState;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.protocol.digest.Digest;

/**
 * From one global model to the next: what the rounds do, and what an audit does again. Thread-safe.
 */
public final class ModelStep {

    private final Plan plan;
    private final BlobStore blobs;
    private final Aggregator aggregator;

    /** Steps of one plan's models. */
    public ModelStep(Plan plan, BlobStore blobs) {
        this.plan = plan;
        this.blobs = blobs;
        this.aggregator = plan.aggregator();
    }

    /** What the server optimiser remembers before the first round. */
    public ServerState initialState() {
        return aggregator.initialState();
    }

    /**
     * Combines a round's updates.
     *
     * @param base the parameters that they started from
     * @param before the server optimiser's state then
     * @throws IOException if an update is missing or is not what its digest says
     */
    public Step take(float[] base, ServerState before, List<Contribution> contributions) throws IOException {
        Outcome outcome = aggregator.combine(base, before, contributions);
        byte[] file = ModelFile.encode(plan.model(), outcome.parameters());
        return new Step(outcome.parameters(), file, outcome.state());
    }

    /**
     * Reads a model's parameters.
     *
     * @throws IOException if the file is missing, or is no model of this plan
     */
    public float[] parameters(Digest model) throws IOException {
        try {
            var decoded = ModelFile.decode(blobs.read(model));
            if (!decoded.spec().equals(plan.model())) {
                throw new IOException("model " + model.hex() + " is not of the plan's kind");
            }
            return decoded.values();
        } catch (ModelFileException e) {
            throw new IOException("model " + model.hex() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * A step taken.
     *
     * @param parameters of the new model
     * @param modelFile the new model's file
     * @param state what the server optimiser remembers now
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Step(float[] parameters, byte[] modelFile, ServerState state) {}
}
