package org.fogward.protocol.seal;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.envelope.OpenedEnvelope;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.v1.GroupKeyDelivery;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Sealed;
import org.fogward.protocol.v1.SealingKeyAnnouncement;
import org.fogward.protocol.v1.Status;

/**
 * A fog node's half of sealing: its key, its gateways' sessions, the group's key. All of it lives in memory only and is made anew
 * at each start, so that what was recorded before stays closed, whoever gets hold of the machine later. Thread-safe.
 */
final class FogSeal {
    private static final byte[] NOTHING = {};

    private final FederationId federation;
    private final EnvelopeSealer sealer;
    private final EnvelopeOpener opener;
    private final EnvelopeForm form;
    private final SecureRandom random = new SecureRandom();
    private final Map<GatewayId, GatewaySessions> sessions = new ConcurrentHashMap<>();
    private final AtomicLong groupMessages = new AtomicLong();
    private volatile Keys keys;

    private record Keys(SealingKey own, int groupNumber, MessageKey group) {}

    /**
     * Makes the keys.
     *
     * @param sealer signs as the fog node
     * @param opener takes the registered gateways' envelopes and no others
     */
    FogSeal(FederationId federation, EnvelopeSealer sealer, EnvelopeOpener opener) {
        this.federation = federation;
        this.sealer = sealer;
        this.opener = opener;
        this.form = new EnvelopeForm(federation);
        this.keys = newKeys();
    }

    /** Replaces all keys; sessions that stand are heard until their gateways have begun new ones. */
    void rotate() {
        keys = newKeys();
    }

    /** Ends a gateway's sessions. */
    void forget(GatewayId gateway) {
        sessions.remove(gateway);
    }

    byte[] keyAnnouncement() {
        ByteString key = ByteString.copyFrom(keys.own().publicKey().encoded());
        return sealer.seal(
                MessageType.MESSAGE_TYPE_SEALING_KEY,
                SealingKeyAnnouncement.newBuilder().setPublicKey(key).build());
    }

    byte[] groupKeyDelivery() {
        Keys now = keys;
        return sealer.seal(
                MessageType.MESSAGE_TYPE_GROUP_KEY,
                GroupKeyDelivery.newBuilder()
                        .setNumber(now.groupNumber())
                        .setSecret(ByteString.copyFrom(now.group().secret()))
                        .build());
    }

    /** Who has a session. */
    Set<GatewayId> gateways() {
        return Set.copyOf(sessions.keySet());
    }

    byte[] sealForAll(String topic, byte[] message) {
        Keys now = keys;
        return SealedForm.write(
                now.group(),
                now.groupNumber(),
                groupMessages.incrementAndGet(),
                NOTHING,
                topic,
                form.write(message, Signer.FOG));
    }

    /** Empty while the gateway has no session. */
    Optional<byte[]> seal(GatewayId gateway, String topic, byte[] message) {
        return Optional.ofNullable(sessions.get(gateway)).map(it -> it.seal(topic, form.write(message, Signer.FOG)));
    }

    /**
     * What a gateway said.
     *
     * @param message on a topic of the gateway
     */
    Opened open(GatewayId gateway, String topic, byte[] message) throws SealException {
        Sealed sealed = SealedForm.read(message);
        if (!sealed.getEncapsulation().isEmpty()) {
            return begin(gateway, topic, sealed);
        }
        GatewaySessions known = sessions.get(gateway);
        if (known == null) {
            throw new SealException(DropReason.NO_SESSION, "message: there is no session yet");
        }
        return new Opened(form.read(known.open(topic, sealed), gateway.value()), false);
    }

    /** An opened message, and whether it began a session. */
    record Opened(byte[] message, boolean begins) {}

    /** A session counts once a status in it is signed by the gateway. */
    private Opened begin(GatewayId gateway, String topic, Sealed sealed) throws SealException {
        Session session = keys.own().accept(sealed.getEncapsulation().toByteArray(), federation, gateway);
        byte[] content = form.read(SealedForm.open(session.up(), sealed, topic), gateway.value());
        try {
            OpenedEnvelope envelope = opener.open(content);
            envelope.parse(MessageType.MESSAGE_TYPE_STATUS, Status.parser());
            if (!envelope.signer().equals(gateway.value())) {
                throw new SealException(DropReason.BAD_SIGNATURE, "signer: not the gateway that the topic belongs to");
            }
        } catch (EnvelopeException e) {
            throw new SealException(DropReason.of(e.reason()), String.valueOf(e.getMessage()));
        }
        sessions.computeIfAbsent(gateway, _ -> new GatewaySessions()).begin(session, sealed);
        return new Opened(content, true);
    }

    private Keys newKeys() {
        return new Keys(
                SealingKey.generate(random), 1 + random.nextInt(Integer.MAX_VALUE - 1), MessageKey.generate(random));
    }
}
