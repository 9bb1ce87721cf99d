package org.fogward.edge.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.model.DeltaShapes;
import org.fogward.edge.model.GlobalModels;
import org.fogward.edge.outbox.Residuals;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.update.Answer;
import org.fogward.edge.update.ErrorFeedback;
import org.fogward.edge.update.UpdateComposer;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.analytic.StatisticsCollector;
import org.fogward.models.data.Sample;
import org.fogward.models.evaluate.Evaluation;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.RelativeStatistics;
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
import org.fogward.protocol.v1.NormalizationTravel;
import org.fogward.protocol.v1.RoundAnnouncement;

/** A gateway's work in one round, from announcement to sealed update. Used by one thread. */
public final class LocalWork {
    private final GatewayId gateway;
    private final RoundContent content;
    private final Residuals residuals;
    private final LocalTrainer trainer;
    private final StatisticsCollector collector;
    private final SiteEvaluator evaluator;
    private final UpdateComposer composer;

    /**
     * Makes the work of one gateway.
     *
     * @param gateway its name, which makes its random draws its own
     * @param profile what its samples look like
     * @param models where models come from
     * @param residuals what earlier updates left behind
     * @param networks bounds how much is computed at a time
     * @param composer makes the update
     */
    public LocalWork(
            GatewayId gateway,
            SampleProfile profile,
            GlobalModels models,
            Residuals residuals,
            NetworkPool networks,
            UpdateComposer composer) {
        this.gateway = gateway;
        this.content = new RoundContent(profile, models);
        this.residuals = residuals;
        this.trainer = new LocalTrainer(networks);
        this.collector = new StatisticsCollector(networks);
        this.evaluator = new SiteEvaluator(networks);
        this.composer = composer;
    }

    /**
     * Does the work.
     *
     * @param round the announcement
     * @param samples the gateway's samples
     * @return a sealed update, and what it leaves for the next
     * @throws RoundException when the round's task does not fit this gateway
     * @throws IOException when the model could not be fetched now
     * @throws InterruptedException when the thread was interrupted
     */
    public Answer update(RoundAnnouncement round, List<Sample> samples)
            throws RoundException, IOException, InterruptedException {
        try {
            return switch (round.getKind()) {
                case ROUND_KIND_AVERAGE -> train(round, samples);
                case ROUND_KIND_ANALYTIC -> addUp(round, samples);
                case ROUND_KIND_CHOICE -> score(round, samples);
                case UNRECOGNIZED ->
                    throw new RoundException("kind: this gateway does not know kind " + round.getKindValue());
            };
        } catch (DivergenceException | IllegalArgumentException e) {
            throw new RoundException("training failed: " + e.getMessage(), e);
        }
    }

    private Answer train(RoundAnnouncement round, List<Sample> samples)
            throws RoundException, IOException, InterruptedException {
        TrainingTask task = content.trainingTask(round);
        UpdateCodec codec = UpdateCodecs.named(round.getCodec())
                .orElseThrow(() -> new RoundException("codec: this gateway knows " + UpdateCodecs.names()));
        ModelParameters base = content.base(round, task.model());
        Optional<ModelParameters> teacher =
                task.training().distillation() > 0 ? content.teacher(round) : Optional.empty();
        ValidationPart part = ValidationPart.split(samples, task.training().validationShare());
        Optional<Evaluation> evaluation =
                part.validation().isEmpty() ? Optional.empty() : Optional.of(evaluate(task, base, part));
        ErrorFeedback feedback = residuals.into(
                round, DeltaShapes.of(base.spec(), round.getEncoding().getNormalization()));
        TrainingResult result =
                trainer.train(task, feedback.start(base.values()), part.training(), run(round), teacher);
        return composer.compose(round, codec, feedback, delta(base, round, result.parameters()), result, evaluation);
    }

    /** What training changed: of statistics that travel relative to the round's model. */
    private static float[] delta(ModelParameters base, RoundAnnouncement round, float[] trained) {
        float[] delta = trained.clone();
        for (int i = 0; i < delta.length; i++) {
            delta[i] -= base.values()[i];
        }
        if (round.getEncoding().getNormalization() != NormalizationTravel.NORMALIZATION_TRAVEL_LOCAL) {
            RelativeStatistics.of(ParameterLayout.of(base.spec())).toRelative(base.values(), delta);
        }
        return delta;
    }

    private Answer addUp(RoundAnnouncement round, List<Sample> samples)
            throws RoundException, IOException, InterruptedException {
        AnalyticTask task = content.analyticTask(round);
        ModelParameters base = content.base(round, task.model());
        return composer.compose(round, collector.collect(task, base.values(), samples, round.getSeed()));
    }

    private Answer score(RoundAnnouncement round, List<Sample> samples)
            throws RoundException, IOException, InterruptedException {
        TrainingTask task = content.trainingTask(round);
        ModelParameters base = content.base(round, task.model());
        ValidationPart part = ValidationPart.split(samples, task.training().validationShare());
        return composer.compose(round, evaluate(task, base, part));
    }

    private Evaluation evaluate(TrainingTask task, ModelParameters base, ValidationPart part) {
        return evaluator.evaluate(task.training().normalization(), base, part.training(), part.validation());
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
