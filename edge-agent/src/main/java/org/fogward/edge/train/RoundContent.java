package org.fogward.edge.train;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.model.GlobalModels;
import org.fogward.edge.store.SampleProfile;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.train.TrainingTask;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.RoundAnnouncement;

/** What an announcement speaks of: the task, and the models that it starts and learns from. Used by one thread. */
final class RoundContent {
    private final SampleProfile profile;
    private final GlobalModels models;

    RoundContent(SampleProfile profile, GlobalModels models) {
        this.profile = profile;
        this.models = models;
    }

    /** The task of an analytic round. */
    AnalyticTask analyticTask(RoundAnnouncement round) throws RoundException, IOException, InterruptedException {
        try {
            AnalyticTask task = AnalyticTask.fromJson(text(round));
            requireFits(task.model());
            return task;
        } catch (IllegalArgumentException e) {
            throw new RoundException("task: " + e.getMessage(), e);
        }
    }

    private String text(RoundAnnouncement round) throws RoundException, IOException, InterruptedException {
        return models.task(round.getTask(), taskDigest(round));
    }

    private static Optional<Digest> taskDigest(RoundAnnouncement round) throws RoundException {
        return round.getTaskDigest().isEmpty()
                ? Optional.empty()
                : Optional.of(digest("task_digest", round.getTaskDigest()));
    }

    /** The task of a round that averages or chooses. */
    TrainingTask trainingTask(RoundAnnouncement round) throws RoundException, IOException, InterruptedException {
        TrainingTask task;
        try {
            task = TrainingTask.fromJson(text(round));
        } catch (IllegalArgumentException e) {
            throw new RoundException("task: " + e.getMessage(), e);
        }
        requireFits(task.model());
        return task;
    }

    private void requireFits(ModelSpec model) throws RoundException {
        if (!model.classes().equals(profile.classes())) {
            throw new RoundException("task.model.classes: other than this gateway's intake.classes");
        }
        // Images are resized to the model's input; everything else has to have its shape.
        boolean fits = profile.isImage()
                ? model.input().channels() == profile.shape().channels()
                : model.input().equals(profile.shape());
        if (!fits || model.features() != profile.features().size()) {
            throw new RoundException("task.model.input: other than this gateway's intake.shape and features");
        }
    }

    /** The model that the round starts from; models that it does not need are deleted. */
    ModelParameters base(RoundAnnouncement round, ModelSpec expected)
            throws RoundException, IOException, InterruptedException {
        Digest model = digest("model_digest", round.getModelDigest());
        List<Digest> needed = new ArrayList<>(List.of(model));
        if (!round.getTeacherDigest().isEmpty()) {
            needed.add(digest("teacher_digest", round.getTeacherDigest()));
        }
        taskDigest(round).ifPresent(needed::add);
        ModelParameters base;
        try {
            base = models.read(model, expected);
        } catch (ModelFileException e) {
            throw new RoundException("model_digest: " + e.getMessage(), e);
        }
        models.keepOnly(needed, model);
        if (!base.spec().equals(expected)) {
            throw new RoundException("model_digest: the model is not the one that the task describes");
        }
        return base;
    }

    /** The model to learn from too, if there is one. */
    Optional<ModelParameters> teacher(RoundAnnouncement round)
            throws RoundException, IOException, InterruptedException {
        if (round.getTeacherDigest().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(models.read(digest("teacher_digest", round.getTeacherDigest())));
        } catch (ModelFileException e) {
            throw new RoundException("teacher_digest: " + e.getMessage(), e);
        }
    }

    private static Digest digest(String field, ByteString bytes) throws RoundException {
        try {
            return Digest.ofBytes(bytes.toByteArray());
        } catch (IllegalArgumentException e) {
            throw new RoundException(field + ": " + e.getMessage(), e);
        }
    }
}
