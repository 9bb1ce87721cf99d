package org.fogward.fog.admission;

import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_MALFORMED;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_NON_FINITE;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_NORM_OUT_OF_BOUNDS;

import org.fogward.fog.plan.Plan;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Update;

/**
 * Checks what an update holds: codec, number of parameters, that the delta decodes, is finite and within the norm's bound, that the
 * number of samples, the loss and the evaluation can be true. Decodes one delta at a time for each thread; stateless.
 */
final class ContentCheck {

    private final Plan plan;
    private final UpdateCodec codec;

    ContentCheck(Plan plan) {
        this.plan = plan;
        codec = UpdateCodecs.named(plan.codec()).orElseThrow();
    }

    void check(Update update, int parameters) throws EnvelopeException {
        require(update.getCodec().equals(codec.name()), "codec: " + codec.name() + " expected");
        require(
                update.getParameters() == parameters,
                "parameters: " + Integer.toUnsignedString(update.getParameters()) + ", but the model has "
                        + parameters);
        checkNumbers(update);
        checkDelta(decode(update, parameters));
        if (update.hasEvaluation()) {
            checkEvaluation(update.getEvaluation());
        }
    }

    private void checkNumbers(Update update) throws EnvelopeException {
        long samples = update.getSamples();
        require(
                samples > 0 && samples <= plan.admission().maxSamples(),
                "samples: not within 1.." + plan.admission().maxSamples());
        require(Double.isFinite(update.getTrainLoss()), REFUSAL_REASON_NON_FINITE, "train_loss: not finite");
    }

    private float[] decode(Update update, int parameters) throws EnvelopeException {
        try {
            return codec.decode(update.getDelta().toByteArray(), parameters);
        } catch (UpdateFormatException e) {
            throw Admission.refusal(REFUSAL_REASON_MALFORMED, "delta: " + e.getMessage());
        }
    }

    private void checkDelta(float[] delta) throws EnvelopeException {
        double squares = 0;
        for (float value : delta) {
            require(Float.isFinite(value), REFUSAL_REASON_NON_FINITE, "delta: not finite");
            squares += (double) value * value;
        }
        double norm = Math.sqrt(squares);
        require(
                norm <= plan.admission().maxNorm(),
                REFUSAL_REASON_NORM_OUT_OF_BOUNDS,
                "delta: its norm is " + (float) norm + ", allowed is "
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
