package org.fogward.edge.train;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.update.UpdateComposer;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.Evaluation;
import org.fogward.models.file.ModelFileException;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.train.DivergenceException;
import org.fogward.models.train.LocalTrainer;
import org.fogward.models.train.SiteEvaluator;
import org.fogward.models.train.TrainingResult;
import org.fogward.models.train.TrainingRun;
import org.fogward.models.train.TrainingTask;
import org.fogward.models.train.ValidationPart;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.v1.RoundAnnouncement;

/** A gateway's work in one round, from announcement to sealed update. Used by one thread. */
public final class LocalWork {
    private final GatewayId gateway;
    private final SampleProfile profile;
    private final ModelFiles models;
    private final LocalTrainer trainer;
    private final SiteEvaluator evaluator;
    private final UpdateComposer composer;

    /**
     * Makes the work of one gateway.
     *
     * @param gateway its name, which makes its random draws its own
     * @param profile what its samples look like
     * @param models where models come from
     * @param networks bounds how much is computed at a time
     * @param composer makes the update
     */
    public LocalWork(
            GatewayId gateway,
            SampleProfile profile,
            ModelFiles models,
            NetworkPool networks,
            UpdateComposer composer) {
        this.gateway = gateway;
        this.profile = profile;
        this.models = models;
        this.trainer = new LocalTrainer(networks);
        this.evaluator = new SiteEvaluator(networks);
        this.composer = composer;
    }

    /**
     * Does the work.
     *
     * @param round the announcement
     * @param samples the gateway's samples
     * @return a sealed update
     * @throws RoundException when the round's task does not fit this gateway
     * @throws IOException when the model could not be fetched now
     * @throws InterruptedException when the thread was interrupted
     */
    public byte[] update(RoundAnnouncement round, List<Sample> samples)
            throws RoundException, IOException, InterruptedException {
        TrainingTask task = task(round);
        UpdateCodec codec = UpdateCodecs.named(round.getCodec())
                .orElseThrow(() -> new RoundException("codec: this gateway knows " + UpdateCodecs.names()));
        List<Digest> needed = new ArrayList<>();
        Digest baseDigest = digest("model_digest", round.getModelDigest());
        needed.add(baseDigest);
        Optional<Digest> teacherDigest = round.getTeacherDigest().isEmpty()
                ? Optional.empty()
                : Optional.of(digest("teacher_digest", round.getTeacherDigest()));
        teacherDigest.ifPresent(needed::add);
        models.keepOnly(needed);
        ModelParameters base = base(baseDigest, task.model());
        Optional<ModelParameters> teacher = Optional.empty();
        if (teacherDigest.isPresent() && task.training().distillation() > 0) {
            teacher = Optional.of(read("teacher_digest", teacherDigest.get()));
        }
        try {
            ValidationPart part = ValidationPart.split(samples, task.training().validationShare());
            Optional<Evaluation> evaluation = part.validation().isEmpty()
                    ? Optional.empty()
                    : Optional.of(evaluator.evaluate(
                            task.training().normalization(), base, part.training(), part.validation()));
            TrainingResult result = trainer.train(task, base.values(), part.training(), run(round), teacher);
            return composer.compose(round, codec, base.values(), result, evaluation);
        } catch (DivergenceException | IllegalArgumentException e) {
            throw new RoundException("training failed: " + e.getMessage(), e);
        }
    }

    private TrainingTask task(RoundAnnouncement round) throws RoundException {
        TrainingTask task;
        try {
            task = TrainingTask.fromJson(round.getTask());
        } catch (IllegalArgumentException e) {
            throw new RoundException("task: " + e.getMessage(), e);
        }
        ModelSpec model = task.model();
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
        return task;
    }

    private ModelParameters base(Digest model, ModelSpec expected)
            throws RoundException, IOException, InterruptedException {
        ModelParameters base = read("model_digest", model);
        if (!base.spec().equals(expected)) {
            throw new RoundException("model_digest: the model is not the one that the task describes");
        }
        return base;
    }

    private ModelParameters read(String field, Digest model) throws RoundException, IOException, InterruptedException {
        try {
            return models.read(model);
        } catch (ModelFileException e) {
            throw new RoundException(field + ": " + e.getMessage(), e);
        }
    }

    private static Digest digest(String field, ByteString bytes) throws RoundException {
        try {
            return Digest.ofBytes(bytes.toByteArray());
        } catch (IllegalArgumentException e) {
            throw new RoundException(field + ": " + e.getMessage(), e);
        }
    }

    /** The round's seed and the gateway's name together: gateways draw differently, a repeated run draws the same. */
    private TrainingRun run(RoundAnnouncement round) throws RoundException {
        Digest name = Digest.of(gateway.value().getBytes(StandardCharsets.UTF_8));
        long own = ByteBuffer.wrap(name.bytes()).getLong();
        try {
            return new TrainingRun(round.getRound(), round.getTotalRounds(), round.getSeed() ^ own);
        } catch (IllegalArgumentException e) {
            throw new RoundException(String.valueOf(e.getMessage()), e);
        }
    }
}
