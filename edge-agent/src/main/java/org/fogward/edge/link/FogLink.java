package org.fogward.edge.link;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.fogward.protocol.envelope.EnvelopeException;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.KeyDirectory;
import org.fogward.protocol.identity.MessageSigner;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.link.LastWill;
import org.fogward.protocol.link.LinkOptions;
import org.fogward.protocol.link.LinkTraffic;
import org.fogward.protocol.link.MessageHandler;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.link.PahoMessageLink;
import org.fogward.protocol.seal.SealedGatewayLink;
import org.fogward.protocol.topic.Topics;
import org.fogward.protocol.v1.MessageType;
import org.fogward.protocol.v1.ModelAnnouncement;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.fogward.protocol.v1.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway's link to its fog node: listens to models, rounds and its own receipts, sends updates and its status, all of it sealed
 * so that the broker reads nothing. Whatever is not signed with the fog node's key is dropped with a line in the log. Thread-safe.
 */
public final class FogLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FogLink.class);

    private final GatewayId gateway;
    private final Topics topics;
    private final EnvelopeSealer sealer;
    private final EnvelopeOpener opener;
    private final MessageLink link;

    /**
     * Makes the link; {@link #start} connects it.
     *
     * @param federation whom the gateway learns with
     * @param gateway its name there
     * @param fog whom to reach
     * @param key the gateway's own
     * @param clock gives the time in status messages
     */
    public FogLink(FederationId federation, GatewayId gateway, FogAccess fog, MessageSigner key, Clock clock) {
        this.gateway = gateway;
        this.topics = new Topics(federation);
        this.sealer = new EnvelopeSealer(federation, gateway.value(), key);
        KeyDirectory fogOnly = signer -> signer.equals(Signer.FOG) ? Optional.of(fog.fogKey()) : Optional.empty();
        this.opener = new EnvelopeOpener(federation, fogOnly, EnvelopeOpener.MAX_BYTES_BESIDE_UPDATES);
        MessageLink carrier = new PahoMessageLink(options(fog, clock));
        this.link = new SealedGatewayLink(carrier, federation, gateway, opener);
    }

    /**
     * Starts to connect and to listen; goes on until {@link #close}.
     *
     * @param messages told of everything that comes
     */
    public void start(FogMessages messages) {
        link.onConnected(messages::connected);
        link.subscribe(
                topics.model(), opened(MessageType.MESSAGE_TYPE_MODEL, ModelAnnouncement.parser(), messages::model));
        link.subscribe(
                topics.round(), opened(MessageType.MESSAGE_TYPE_ROUND, RoundAnnouncement.parser(), messages::round));
        link.subscribe(
                topics.receipt(gateway), opened(MessageType.MESSAGE_TYPE_RECEIPT, Receipt.parser(), messages::receipt));
        link.start();
    }

    /**
     * Sends an update.
     *
     * @param envelope a sealed update
     * @return completes when the broker has it; fails when it has to be sent again
     */
    public CompletableFuture<Void> publishUpdate(byte[] envelope) {
        return link.publish(topics.update(gateway), envelope, false);
    }

    /**
     * Says how this gateway is.
     *
     * @param status the message, kept by the broker for later listeners
     * @return completes when the broker has it
     */
    public CompletableFuture<Void> publishStatus(Status status) {
        return link.publish(topics.status(gateway), sealer.seal(MessageType.MESSAGE_TYPE_STATUS, status), true);
    }

    /** Whether the link stands. */
    public boolean connected() {
        return link.connected();
    }

    /** Why it does not stand, for a person; empty while it does, and before the first attempt has failed. */
    public Optional<String> trouble() {
        return link.trouble().map(LinkTrouble::inWords);
    }

    /** The bytes that went over it. */
    public LinkTraffic traffic() {
        return link.traffic();
    }

    /** Ends the link; the broker then says that the gateway is offline. */
    @Override
    public void close() {
        try {
            link.close();
        } catch (Exception e) {
            LOG.warn("The link did not close cleanly: {}", e.getMessage());
        }
    }

    private LinkOptions options(FogAccess fog, Clock clock) {
        Optional<LastWill> will = Optional.of(new LastWill(topics.status(gateway), () -> farewell(clock), true));
        String user = gateway.value();
        return new LinkOptions(fog.mqtt(), user, user, fog.tls(), will, Backoff.DEFAULT);
    }

    private byte[] farewell(Clock clock) {
        return sealer.seal(
                MessageType.MESSAGE_TYPE_STATUS,
                Status.newBuilder()
                        .setOnline(false)
                        .setSentEpochMs(clock.millis())
                        .build());
    }

    private <T extends MessageLite> MessageHandler opened(MessageType type, Parser<T> parser, Consumer<T> next) {
        return (topic, bytes) -> {
            try {
                next.accept(opener.open(bytes).parse(type, parser));
            } catch (EnvelopeException e) {
                LOG.warn("Dropped a message on {}: {}", topic, e.getMessage());
            }
        };
    }
}
