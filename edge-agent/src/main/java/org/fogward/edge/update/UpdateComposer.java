package org.fogward.edge.update;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.fogward.edge.history.KnownHeads;
import org.fogward.models.analytic.HeadStatistics;
import org.fogward.models.evaluate.Evaluation;
import org.fogward.models.train.TrainingResult;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.LocalEvaluation;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.Update;

/** Makes a signed update of what training gave: what it changed and what was left behind before, encoded, sealed. Thread-safe. */
public final class UpdateComposer {
    private final EnvelopeSealer sealer;
    private final KnownHeads heads;

    /**
     * Makes a composer.
     *
     * @param sealer signs for the gateway
     * @param heads what the gateway knows of the ledger, which receipts go on from
     */
    public UpdateComposer(EnvelopeSealer sealer, KnownHeads heads) {
        this.sealer = sealer;
        this.heads = heads;
    }

    /**
     * Composes one update.
     *
     * @param round what it answers
     * @param codec the round's codec
     * @param feedback what is carried over from earlier updates
     * @param delta what training changed, laid out like the model
     * @param result what training gave
     * @param evaluation the base model on the gateway's validation part, if it keeps one
     * @return the envelope, and what it leaves for the next
     * @throws IllegalArgumentException when a coordinate of the delta is not finite
     */
    public Answer compose(
            RoundAnnouncement round,
            UpdateCodec codec,
            ErrorFeedback feedback,
            float[] delta,
            TrainingResult result,
            Optional<Evaluation> evaluation) {
        ErrorFeedback.Encoded encoded = feedback.encode(codec, delta);
        Update.Builder update = begin(round, result.samples())
                .setTrainLoss(result.loss())
                .setCodec(codec.name())
                .setParameters(delta.length)
                .setDelta(ByteString.copyFrom(encoded.message()));
        evaluation.map(UpdateComposer::counted).ifPresent(update::setEvaluation);
        return new Answer(seal(update), Optional.of(encoded.residual()));
    }

    /**
     * Composes the update of an analytic round.
     *
     * @param round what it answers
     * @param statistics what the gateway's samples add up to
     * @return the envelope
     */
    public Answer compose(RoundAnnouncement round, HeadStatistics statistics) {
        long[] numbers = statistics.toArray();
        return alone(begin(round, statistics.examples())
                .setCodec(WholeNumberCodec.NAME)
                .setParameters(numbers.length)
                .setDelta(ByteString.copyFrom(new WholeNumberCodec().encode(numbers))));
    }

    /**
     * Composes the update of a round that chooses.
     *
     * @param round what it answers
     * @param evaluation the base model on the gateway's validation part
     * @return the envelope
     */
    public Answer compose(RoundAnnouncement round, Evaluation evaluation) {
        long samples = Math.max(1, evaluation.confusion().samples());
        return alone(begin(round, samples).setCodec(round.getCodec()).setEvaluation(counted(evaluation)));
    }

    private Update.Builder begin(RoundAnnouncement round, long samples) {
        return Update.newBuilder()
                .setRound(round.getRound())
                .setBaseModelDigest(round.getModelDigest())
                .setSamples(samples)
                .setKnownBlocks(heads.tell(round.getRound()));
    }

    private Answer alone(Update.Builder update) {
        return new Answer(seal(update), Optional.empty());
    }

    private byte[] seal(Update.Builder update) {
        return sealer.seal(MessageType.MESSAGE_TYPE_UPDATE, update.build());
    }

    private static LocalEvaluation counted(Evaluation evaluation) {
        LocalEvaluation.Builder counted = LocalEvaluation.newBuilder()
                .setClasses(evaluation.confusion().classes().size())
                .setLossSum(evaluation.lossSum());
        for (long count : evaluation.confusion().counts()) {
            counted.addConfusion(count);
        }
        return counted.build();
    }
}
