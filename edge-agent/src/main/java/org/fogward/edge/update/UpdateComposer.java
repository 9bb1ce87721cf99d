package org.fogward.edge.update;

import com.google.protobuf.ByteString;
import java.util.Optional;
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

/** Makes a signed update of what training gave: delta = new parameters - base model, encoded, sealed. Thread-safe. */
public final class UpdateComposer {
    private final EnvelopeSealer sealer;

    /**
     * Makes a composer.
     *
     * @param sealer signs for the gateway
     */
    public UpdateComposer(EnvelopeSealer sealer) {
        this.sealer = sealer;
    }

    /**
     * Composes one update.
     *
     * @param round what it answers
     * @param codec the round's codec
     * @param base the parameters that training started from
     * @param result what training gave; as many parameters
     * @param evaluation the base model on the gateway's validation part, if it keeps one
     * @return the envelope's bytes
     * @throws IllegalArgumentException when a coordinate of the delta is not finite
     */
    public byte[] compose(
            RoundAnnouncement round,
            UpdateCodec codec,
            float[] base,
            TrainingResult result,
            Optional<Evaluation> evaluation) {
        Update.Builder update = begin(round, result.samples())
                .setTrainLoss(result.loss())
                .setCodec(codec.name())
                .setParameters(base.length)
                .setDelta(ByteString.copyFrom(codec.encode(delta(base, result.parameters()))));
        evaluation.map(UpdateComposer::counted).ifPresent(update::setEvaluation);
        return seal(update);
    }

    /**
     * Composes the update of an analytic round.
     *
     * @param round what it answers
     * @param statistics what the gateway's samples add up to
     * @return the envelope's bytes
     */
    public byte[] compose(RoundAnnouncement round, HeadStatistics statistics) {
        long[] numbers = statistics.toArray();
        return seal(begin(round, statistics.examples())
                .setCodec(WholeNumberCodec.NAME)
                .setParameters(numbers.length)
                .setDelta(ByteString.copyFrom(new WholeNumberCodec().encode(numbers))));
    }

    /**
     * Composes the update of a round that chooses.
     *
     * @param round what it answers
     * @param evaluation the base model on the gateway's validation part
     * @return the envelope's bytes
     */
    public byte[] compose(RoundAnnouncement round, Evaluation evaluation) {
        long samples = Math.max(1, evaluation.confusion().samples());
        return seal(begin(round, samples).setCodec(round.getCodec()).setEvaluation(counted(evaluation)));
    }

    private static Update.Builder begin(RoundAnnouncement round, long samples) {
        return Update.newBuilder()
                .setRound(round.getRound())
                .setBaseModelDigest(round.getModelDigest())
                .setSamples(samples);
    }

    private byte[] seal(Update.Builder update) {
        return sealer.seal(MessageType.MESSAGE_TYPE_UPDATE, update.build());
    }

    private static float[] delta(float[] base, float[] trained) {
        float[] delta = new float[base.length];
        for (int i = 0; i < delta.length; i++) {
            delta[i] = trained[i] - base[i];
        }
        return delta;
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
