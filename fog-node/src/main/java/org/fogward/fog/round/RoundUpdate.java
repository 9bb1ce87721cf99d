package org.fogward.fog.round;

import java.time.Instant;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.v1.RefusalReason;

/**
 * An update of a registered gateway, rightly signed, as it is remembered in a round: one leaf of the round's tree.
 *
 * @param round the round that was open when it came
 * @param gateway who signed it
 * @param digest SHA-256 of its envelope
 * @param refusal {@link RefusalReason#REFUSAL_REASON_UNSPECIFIED} if it was accepted
 * @param detail names the refused field; empty if it was accepted
 * @param answersRound whether it was made for this round, so that its gateway need not be waited for
 * @param samples how many samples it was trained on; 0 if it was refused
 * @param trainLoss its mean training loss; 0 if it was refused
 * @param receivedAt when it came
 */
public record RoundUpdate(
        long round,
        GatewayId gateway,
        Digest digest,
        RefusalReason refusal,
        String detail,
        boolean answersRound,
        long samples,
        double trainLoss,
        Instant receivedAt) {

    /** Whether it counts. */
    public boolean accepted() {
        return refusal == RefusalReason.REFUSAL_REASON_UNSPECIFIED;
    }

    /** The same, with another training loss. */
    public RoundUpdate withTrainLoss(double loss) {
        return new RoundUpdate(round, gateway, digest, refusal, detail, answersRound, samples, loss, receivedAt);
    }
}
