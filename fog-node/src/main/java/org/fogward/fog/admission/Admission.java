package org.fogward.fog.admission;

import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_BAD_SIGNATURE;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_MALFORMED;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_STALE_MODEL;
import static org.fogward.protocol.v1.RefusalReason.REFUSAL_REASON_WRONG_ROUND;

import java.util.Arrays;
import org.fogward.fog.plan.Plan;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.OpenedEnvelope;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.KeyDirectory;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.RefusalReason;
import org.fogward.protocol.v1.Update;

/**
 * Checks an update, from the cheapest question to the dearest: size, envelope and signature, sender, type, round, base model, then
 * its {@linkplain ContentCheck content}. Each refusal has a reason and a text that starts with the field's name. Stateless and
 * thread-safe.
 */
public final class Admission {

    private final Topics topics;
    private final EnvelopeOpener opener;
    private final ContentCheck content;

    /**
     * The admission of one federation.
     *
     * @param keys the registered gateways
     */
    public Admission(FederationId federation, Plan plan, KeyDirectory keys) {
        topics = new Topics(federation);
        opener = new EnvelopeOpener(federation, keys, plan.admission().maxBytes());
        content = new ContentCheck(plan);
    }

    /**
     * Finds out who sent a message. What follows is held against them.
     *
     * @param topic where it came
     * @param message anything
     * @throws EnvelopeException if it is too large, no envelope, or not signed by the registered gateway of the topic
     */
    public Signed open(String topic, byte[] message) throws EnvelopeException {
        OpenedEnvelope envelope = opener.open(message);
        GatewayId gateway = topics.gatewayOf(topic)
                .filter(owner -> owner.value().equals(envelope.signer()))
                .orElseThrow(() ->
                        refusal(REFUSAL_REASON_BAD_SIGNATURE, "signer: not the gateway that the topic belongs to"));
        return new Signed(gateway, envelope);
    }

    /**
     * Reads the update.
     *
     * @throws EnvelopeException if the envelope holds something else
     */
    public Update parse(Signed signed) throws EnvelopeException {
        Update update = signed.envelope().parse(MessageType.MESSAGE_TYPE_UPDATE, Update.parser());
        if (update.getUnknownFields().getSerializedSize() > 0) {
            throw refusal(REFUSAL_REASON_MALFORMED, "payload: a field that this version does not know");
        }
        return update;
    }

    /**
     * Checks that the update is for the open round and its model.
     *
     * @param round the open round
     * @param base the model that its training starts from
     */
    public void checkRound(Update update, long round, Digest base) throws EnvelopeException {
        if (update.getRound() != round) {
            throw refusal(
                    REFUSAL_REASON_WRONG_ROUND,
                    "round: " + Long.toUnsignedString(update.getRound()) + ", but round " + round + " is open");
        }
        if (!Arrays.equals(update.getBaseModelDigest().toByteArray(), base.bytes())) {
            throw refusal(REFUSAL_REASON_STALE_MODEL, "base_model_digest: not the model of round " + round);
        }
    }

    /**
     * Checks the rest: what the update holds.
     *
     * @param base what the base model is
     */
    public void checkContent(Update update, ModelSpec base) throws EnvelopeException {
        content.check(update, base);
    }

    static EnvelopeException refusal(RefusalReason reason, String detail) {
        return new EnvelopeException(reason, detail);
    }

    /**
     * A message whose sender is known.
     *
     * @param gateway the registered gateway that signed it and on whose topic it came
     * @param envelope what it signed
     */
    public record Signed(GatewayId gateway, OpenedEnvelope envelope) {}
}
