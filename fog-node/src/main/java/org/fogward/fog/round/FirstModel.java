package org.fogward.fog.round;

import java.io.IOException;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.models.file.ModelFile;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.digest.Digest;

/** The model that the first round of a plan starts from: the same on every machine. */
public final class FirstModel {

    private FirstModel() {}

    /**
     * Makes the model, or reads it where the plan names one.
     *
     * @param blobs where a model that the plan names lies
     * @throws IOException if it is not there, is no model or not of the plan's specification; the message begins with the plan's field
     */
    public static GlobalModel of(Plan plan, BlobStore blobs) throws IOException {
        return switch (plan.start()) {
            case PlanStart.Made made -> {
                ModelParameters first = made.how().model(plan.model(), plan.seed());
                yield new GlobalModel(Digest.of(ModelFile.encode(first.spec(), first.values())), first);
            }
            case PlanStart.Given given -> new GlobalModel(given.model(), read(given.model(), plan.model(), blobs));
        };
    }

    private static ModelParameters read(Digest digest, ModelSpec spec, BlobStore blobs) throws IOException {
        if (blobs.size(digest).isEmpty()) {
            throw new IOException("start.model: " + digest.hex() + " is not among the blobs");
        }
        try {
            ModelParameters given = ModelFile.decode(blobs.read(digest));
            if (!given.spec().equals(spec)) {
                throw new IOException("start.model: " + digest.hex() + " is not the plan's model, but "
                        + given.spec().toJson());
            }
            return given;
        } catch (ModelFileException e) {
            throw new IOException("start.model: " + digest.hex() + " is no model: " + e.getMessage(), e);
        }
    }
}
