package org.fogward.protocol.seal;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.Envelope;
import org.fogward.protocol.v1.GroupKeyDelivery;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.Sealed;
import org.fogward.protocol.v1.SealingKeyAnnouncement;

/** A gateway's half of sealing: one session with the fog node at a time, and the group's keys. Thread-safe. */
final class GatewaySeal {
    private static final int MOST_GROUPS = 3;
    private static final byte[] NOTHING = {};

    private final FederationId federation;
    private final GatewayId gateway;
    private final String status;
    private final EnvelopeOpener opener;
    private final EnvelopeForm form;
    private final Map<Integer, MessageKey> groups = new HashMap<>();
    private Optional<SealingPublicKey> key = Optional.empty();
    private Optional<BegunSession> begun = Optional.empty();
    private boolean known;
    private long number;
    private ReplayWindow received = new ReplayWindow();

    /** Trusts keys that this opener takes as the fog node's. */
    GatewaySeal(FederationId federation, GatewayId gateway, EnvelopeOpener opener) {
        this.federation = federation;
        this.gateway = gateway;
        this.status = new Topics(federation).status(gateway);
        this.opener = opener;
        this.form = new EnvelopeForm(federation);
    }

    /**
     * Begins a session unless there is one with this key.
     *
     * @return whether a session was begun
     */
    synchronized boolean take(byte[] announcement) throws SealException {
        SealingPublicKey said = SealingPublicKey.parse(
                open(announcement, MessageType.MESSAGE_TYPE_SEALING_KEY, SealingKeyAnnouncement.parser())
                        .getPublicKey()
                        .toByteArray());
        if (key.filter(said::equals).isPresent()) {
            return false;
        }
        begun = Optional.of(said.begin(federation, gateway));
        key = Optional.of(said);
        known = false;
        number = 0;
        received = new ReplayWindow();
        return true;
    }

    synchronized boolean ready() {
        return begun.isPresent();
    }

    /** Has the fog node show once more that it has the session. */
    synchronized void doubt() {
        known = false;
    }

    /** Whether the fog node has shown that it has the session. */
    synchronized boolean known() {
        return known;
    }

    /** Empty without a session. Until the fog node shows that it has the session, each status tells how to have it. */
    synchronized Optional<byte[]> seal(String topic, byte[] message) {
        return begun.map(session -> SealedForm.write(
                session.session().up(),
                0,
                ++number,
                !known && topic.equals(status) ? session.encapsulation() : NOTHING,
                topic,
                form.write(message, gateway.value())));
    }

    /** What the fog node says to this gateway. */
    synchronized byte[] open(String topic, byte[] message) throws SealException {
        Sealed sealed = SealedForm.read(message);
        BegunSession session =
                begun.orElseThrow(() -> new SealException(DropReason.NO_SESSION, "message: there is no session yet"));
        byte[] content = SealedForm.open(session.session().down(), sealed, topic);
        if (!received.first(sealed.getNumber())) {
            throw new SealException(DropReason.REPLAYED, "number: was there before");
        }
        return form.read(content, Signer.FOG);
    }

    /** What the fog node says to all gateways; empty while the group's key is not known here. */
    synchronized Optional<byte[]> openForAll(String topic, byte[] message) throws SealException {
        Sealed sealed = SealedForm.read(message);
        MessageKey group = groups.get(sealed.getGroup());
        return group == null
                ? Optional.empty()
                : Optional.of(form.read(SealedForm.open(group, sealed, topic), Signer.FOG));
    }

    /** Takes the group's key, if this is one. */
    synchronized boolean takeGroupKey(byte[] envelope) throws SealException {
        if (!isGroupKey(envelope)) {
            return false;
        }
        GroupKeyDelivery delivery = open(envelope, MessageType.MESSAGE_TYPE_GROUP_KEY, GroupKeyDelivery.parser());
        if (delivery.getSecret().size() != MessageKey.BYTES || delivery.getNumber() == 0) {
            throw new SealException(DropReason.MALFORMED, "secret: not a group's key");
        }
        if (groups.size() >= MOST_GROUPS) {
            groups.clear();
        }
        groups.put(delivery.getNumber(), new MessageKey(delivery.getSecret().toByteArray()));
        known = true;
        return true;
    }

    /** By what it says of itself; whether that is signed is looked at only then, since a receipt's reader looks, too. */
    private static boolean isGroupKey(byte[] envelope) {
        try {
            return Envelope.parseFrom(envelope).getType() == MessageType.MESSAGE_TYPE_GROUP_KEY;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private <T extends MessageLite> T open(byte[] envelope, MessageType type, Parser<T> parser) throws SealException {
        try {
            return opener.open(envelope).parse(type, parser);
        } catch (EnvelopeException e) {
            throw new SealException(DropReason.of(e.reason()), String.valueOf(e.getMessage()));
        }
    }
}
