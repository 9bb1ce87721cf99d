package org.fogward.fog.admission;

import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_MALFORMED;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_NON_FINITE;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_NORM_OUT_OF_BOUNDS;

import org.fogward.fog.plan.DeltaShapes;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.Stage;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.analytic.HeadStatistics;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Update;

/**
 * Checks what an update holds: codec, number of parameters, that the delta decodes, is finite and within the norm's bound, that the
 * number of samples, the loss and the evaluation can be true. Holds no delta; stateless.
 */
final class ContentCheck {

    private final Plan plan;
    private final UpdateCodec codec;

    ContentCheck(Plan plan) {
        this.plan = plan;
        codec = plan.update().up().coder();
    }

    void check(Update update, ModelSpec base) throws EnvelopeException {
        checkNumbers(update);
        switch (plan.stages().at(update.getRound())) {
            case Stage.Analytic analytic -> {
                AnalyticTask task = new AnalyticTask(base, analytic.options());
                requireForm(update, WholeNumberCodec.NAME, task.numbers());
                checkStatistics(update, task);
            }
            case Stage.Averaging _ -> {
                UpdateShape shape = DeltaShapes.of(base, plan.normalization(update.getRound()));
                requireForm(update, codec.name(), shape.parameters());
                checkDelta(update, shape);
            }
            case Stage.Choice _ -> {
                requireForm(update, codec.name(), 0);
                require(update.getDelta().isEmpty(), "delta: none expected in a round that only chooses");
                require(update.hasEvaluation(), "evaluation: missing");
            }
        }
        if (update.hasEvaluation()) {
            checkEvaluation(update.getEvaluation());
        }
    }

    private static void requireForm(Update update, String codec, int parameters) throws EnvelopeException {
        require(update.getCodec().equals(codec), "codec: " + codec + " expected");
        require(
                update.getParameters() == parameters,
                "parameters: " + Integer.toUnsignedString(update.getParameters()) + ", but there are " + parameters);
    }

    private void checkStatistics(Update update, AnalyticTask task) throws EnvelopeException {
        try {
            HeadStatistics statistics = HeadStatistics.of(
                    task, new WholeNumberCodec().decode(update.getDelta().toByteArray(), task.numbers()));
            require(
                    statistics.examples() == update.getSamples(),
                    "samples: " + update.getSamples() + ", but the sums are of " + statistics.examples());
            statistics.requirePlausible(
                    plan.admission().maxSamples(), task.analytic().rounding());
        } catch (UpdateFormatException e) {
            throw Admission.refusal(REFUSAL_REASON_MALFORMED, "delta: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw Admission.refusal(REFUSAL_REASON_NORM_OUT_OF_BOUNDS, "delta: " + e.getMessage());
        }
    }

    private void checkNumbers(Update update) throws EnvelopeException {
        long samples = update.getSamples();
        require(
                samples > 0 && samples <= plan.admission().maxSamples(),
                "samples: not within 1.." + plan.admission().maxSamples());
        require(Double.isFinite(update.getTrainLoss()), REFUSAL_REASON_NON_FINITE, "train_loss: not finite");
    }

    private void checkDelta(Update update, UpdateShape shape) throws EnvelopeException {
        DeltaNorm norm = new DeltaNorm();
        try {
            codec.decode(update.getDelta().toByteArray(), shape, norm);
        } catch (UpdateFormatException e) {
            throw Admission.refusal(REFUSAL_REASON_MALFORMED, "delta: " + e.getMessage());
        }
        require(norm.isFinite(), REFUSAL_REASON_NON_FINITE, "delta: not finite");
        require(
                norm.value() <= plan.admission().maxNorm(),
                REFUSAL_REASON_NORM_OUT_OF_BOUNDS,
                "delta: its norm is " + (float) norm.value() + ", allowed is "
                        + plan.admission().maxNorm());
    }

    private void checkEvaluation(LocalEvaluation evaluation) throws EnvelopeException {
        int classes = plan.model().classes().size();
        require(evaluation.getClasses() == classes, "evaluation.classes: " + classes + " expected");
        require(
                evaluation.getConfusionCount() == classes * classes,
                "evaluation.confusion: " + classes * classes + " counts expected");
        require(
                Double.isFinite(evaluation.getLossSum()) && evaluation.getLossSum() >= 0,
                REFUSAL_REASON_NON_FINITE,
                "evaluation.loss_sum: not a finite number from 0 on");
        for (long count : evaluation.getConfusionList()) {
            require(
                    count >= 0 && count <= plan.admission().maxSamples(),
                    "evaluation.confusion: a count is not within 0.."
                            + plan.admission().maxSamples());
        }
    }

    private static void require(boolean holds, String detail) throws EnvelopeException {
        require(holds, REFUSAL_REASON_MALFORMED, detail);
    }

    private static void require(boolean holds, RefusalReason reason, String detail) throws EnvelopeException {
        if (!holds) {
            throw Admission.refusal(reason, detail);
        }
    }
}
