package org.fogward.edge.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.protocol.update.EncodingOptions;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.UpdateShape.Travel;
import org.fogward.protocol.v1.Encoding;
import org.fogward.protocol.v1.NormalizationTravel;
import org.fogward.protocol.v1.RoundAnnouncement;

/**
 * What a gateway carries over from one update to the next. What is learnt and did not travel is added to the next delta. What is measured
 * is measured anew each round, so nothing of it is carried. What is the gateway's own is where training goes on from, and never
 * travels. For one round and one thread.
 */
public final class ErrorFeedback {

    private enum Part {
        LEARNT,
        MEASURED,
        OWN
    }

    private record Run(Part part, Travel travel, int from, int to) {}

    private final RoundAnnouncement round;
    private final UpdateShape shape;
    private final List<Run> runs = new ArrayList<>();
    private final float[] carried;

    /**
     * Of a round. What lies back more than a round decays, since the model has moved on meanwhile; what was learnt at a higher rate
     * shrinks to what it would be now, since it would undo, as it comes late, what is learnt at the lower one.
     *
     * @param shape how the round's update lies
     * @param residual of the last update, if there is one
     * @param counted whether that update was counted: if not, what it held travels again
     */
    public ErrorFeedback(RoundAnnouncement round, UpdateShape shape, Optional<Residual> residual, boolean counted) {
        this.round = round;
        this.shape = shape;
        carried = new float[shape.parameters()];
        int at = 0;
        for (UpdateShape.Segment segment : shape.segments()) {
            Part part = part(segment.travel(), round.getEncoding().getNormalization());
            runs.add(new Run(part, segment.travel(), at, at + segment.length()));
            at += segment.length();
        }
        residual.filter(last -> round.hasEncoding())
                .filter(last -> last.concerns(round.getEncoding().getSince(), carried.length))
                .ifPresent(last -> carry(last, counted));
    }

    private void carry(Residual last, boolean counted) {
        long missed = Math.max(0, round.getRound() - last.round() - 1);
        double ratio = last.rateShare() > 0 ? Math.min(1, round.getEncoding().getRateShare() / last.rateShare()) : 1;
        float decay = (float) (ratio * StrictMath.pow(round.getEncoding().getStaleDecay(), missed));
        for (Run run : runs) {
            float factor = run.part() == Part.OWN ? 1 : decay;
            for (int i = run.from(); i < run.to() && run.part() != Part.MEASURED; i++) {
                float whole = counted ? last.left()[i] : last.left()[i] + last.sent()[i];
                carried[i] = factor * whole;
            }
        }
    }

    /** The model that training starts from: the global one, but for the gateway's own parts. */
    public float[] start(float[] global) {
        float[] start = global.clone();
        for (Run run : runs) {
            for (int i = run.from(); i < run.to() && run.part() == Part.OWN; i++) {
                start[i] += carried[i];
            }
        }
        return start;
    }

    /**
     * Encodes what training changed and what was left behind before.
     *
     * @param delta what training made of {@link #start}, less the global model
     * @throws IllegalArgumentException when a value is not finite, or the round asks for what cannot be
     */
    Encoded encode(UpdateCodec codec, float[] delta) {
        float[] left = new float[carried.length];
        for (Run run : runs) {
            for (int i = run.from(); i < run.to() && run.travel() != Travel.NOTHING; i++) {
                left[i] = delta[i] + carried[i];
            }
        }
        byte[] message = codec.encode(left, shape, options());
        float[] sent = decoded(codec, message);
        for (Run run : runs) {
            for (int i = run.from(); i < run.to() && run.part() != Part.LEARNT; i++) {
                left[i] = run.part() == Part.OWN ? delta[i] : 0;
                sent[i] = 0;
            }
        }
        return new Encoded(
                message, new Residual(round.getRound(), round.getEncoding().getRateShare(), left, sent));
    }

    private EncodingOptions options() {
        Encoding encoding = round.getEncoding();
        return round.hasEncoding()
                ? new EncodingOptions(
                        encoding.getDensity(),
                        encoding.getBits(),
                        round.getSeed() ^ round.getRound(),
                        encoding.getWholeDigits())
                : EncodingOptions.EVERYTHING;
    }

    private float[] decoded(UpdateCodec codec, byte[] message) {
        try {
            return codec.decode(message, shape);
        } catch (UpdateFormatException e) {
            throw new IllegalStateException("an encoder wrote what its decoder does not read", e);
        }
    }

    private static Part part(Travel travel, NormalizationTravel normalization) {
        return switch (travel) {
            case CHOSEN -> Part.LEARNT;
            case WHOLE -> Part.MEASURED;
            case NOTHING -> normalization == NormalizationTravel.NORMALIZATION_TRAVEL_LOCAL ? Part.OWN : Part.MEASURED;
        };
    }

    /**
     * What travels now, and what may later.
     *
     * @param message the encoded delta
     * @param residual for the next round
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Encoded(byte[] message, Residual residual) {}
}
