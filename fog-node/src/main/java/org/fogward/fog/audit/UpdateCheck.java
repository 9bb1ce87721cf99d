package org.fogward.fog.audit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fogward.fog.admission.Admission;
import org.fogward.fog.blob.BlobStore;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.GlobalModel;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Update;

/** Puts a stored update through admission again. */
final class UpdateCheck {

    private final FederationId federation;
    private final Plan plan;
    private final Map<String, List<String>> gateways;
    private final BlobStore blobs;

    UpdateCheck(FederationId federation, Plan plan, Map<String, List<String>> gateways, BlobStore blobs) {
        this.federation = federation;
        this.plan = plan;
        this.gateways = gateways;
        this.blobs = blobs;
    }

    /**
     * What is wrong with an accepted update.
     *
     * @param problem a sentence; empty if it had to be accepted
     * @param trainLoss the loss that it says itself; 0 if it cannot be read
     */
    record Finding(Optional<String> problem, double trainLoss) {

        private static Finding of(String problem) {
            return new Finding(Optional.of(problem), 0);
        }
    }

    /** Looks at an accepted update. */
    Finding check(RoundUpdate accepted, long round, GlobalModel base) {
        try {
            byte[] envelope = blobs.read(accepted.digest());
            Update update = open(accepted, envelope, round, base);
            Optional<String> problem = update.getSamples() == accepted.samples()
                    ? Optional.empty()
                    : Optional.of(
                            "it was weighted by " + accepted.samples() + " samples, but says " + update.getSamples());
            return new Finding(problem, update.getTrainLoss());
        } catch (IOException e) {
            return Finding.of("its envelope cannot be read: " + e.getMessage());
        } catch (EnvelopeException e) {
            return Finding.of("it should have been refused: " + e.getMessage());
        }
    }

    private Update open(RoundUpdate accepted, byte[] envelope, long round, GlobalModel base) throws EnvelopeException {
        String topic = new Topics(federation).update(accepted.gateway());
        EnvelopeException refusal =
                new EnvelopeException(RefusalReason.REFUSAL_REASON_UNKNOWN_GATEWAY, "signer: not registered");
        for (String key : gateways.getOrDefault(accepted.gateway().value(), List.of())) {
            Admission admission = new Admission(federation, plan, signer -> parse(key));
            try {
                Admission.Signed signed = admission.open(topic, envelope);
                Update update = admission.parse(signed);
                admission.checkRound(update, round, base.digest());
                admission.checkContent(update, base.parameters().spec());
                return update;
            } catch (EnvelopeException e) {
                refusal = e;
            }
        }
        throw refusal;
    }

    private static Optional<VerificationKey> parse(String key) {
        try {
            return Optional.of(VerificationKey.parse(key));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
