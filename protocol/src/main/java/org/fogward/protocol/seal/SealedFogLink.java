package org.fogward.protocol.seal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.link.LinkTraffic;
import org.fogward.protocol.link.MessageHandler;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fog node's link on which all messages are sealed, over one whose carrier may read everything. A receipt can be sent once its
 * gateway has begun a session; announcements any time, for all who have the group's key. Thread-safe.
 */
public final class SealedFogLink implements MessageLink {
    private static final Logger LOG = LoggerFactory.getLogger(SealedFogLink.class);

    private final MessageLink carrier;
    private final Topics topics;
    private final FogSeal seal;
    private final BiConsumer<String, SealException> dropped;
    private final FairInbox inbox;
    private final List<Consumer<GatewayId>> sessions = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> announced = new HashMap<>();
    private final Set<GatewayId> excluded = ConcurrentHashMap.newKeySet();

    /**
     * Seals what goes over a link.
     *
     * @param carrier a link that was not started; closed with this
     * @param sealer signs as the fog node
     * @param opener takes the registered gateways' envelopes and no others
     * @param dropped hears the topic of each message that was not handed on, and why
     */
    public SealedFogLink(
            MessageLink carrier,
            FederationId federation,
            EnvelopeSealer sealer,
            EnvelopeOpener opener,
            BiConsumer<String, SealException> dropped) {
        this(carrier, federation, sealer, opener, dropped, InboxLimits.DEFAULT);
    }

    /**
     * Seals what goes over a link.
     *
     * @param carrier a link that was not started; closed with this
     * @param sealer signs as the fog node
     * @param opener takes the registered gateways' envelopes and no others
     * @param dropped hears the topic of each message that was not handed on, and why
     * @param limits how much waits to be opened
     */
    public SealedFogLink(
            MessageLink carrier,
            FederationId federation,
            EnvelopeSealer sealer,
            EnvelopeOpener opener,
            BiConsumer<String, SealException> dropped,
            InboxLimits limits) {
        this.carrier = carrier;
        this.topics = new Topics(federation);
        this.seal = new FogSeal(federation, sealer, opener);
        this.dropped = dropped;
        this.inbox = new FairInbox(limits);
        onConnected(this::sayKeysAgain);
    }

    @Override
    public void start() {
        carrier.start();
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload, boolean retained) {
        Optional<GatewayId> gateway = topics.gatewayOf(topic);
        if (gateway.isEmpty()) {
            return announce(topic, payload, retained);
        }
        return closed(gateway.get(), topic, payload)
                .map(closed -> carrier.publish(topic, closed, retained))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new NoSessionException(gateway.get().value())));
    }

    @Override
    public CompletableFuture<Void> subscribe(String filter, MessageHandler handler) {
        return carrier.subscribe(filter, (topic, message) -> received(topic, message, handler));
    }

    @Override
    public void onConnected(Runnable listener) {
        carrier.onConnected(() -> inbox.put(listener));
    }

    @Override
    public boolean connected() {
        return carrier.connected();
    }

    @Override
    public Optional<String> trouble() {
        return carrier.trouble();
    }

    @Override
    public LinkTraffic traffic() {
        return carrier.traffic();
    }

    /** Asks to be told of each gateway that has begun a session and can be sent receipts. Called by the same thread as the handlers. */
    public void onSession(Consumer<GatewayId> listener) {
        sessions.add(listener);
    }

    /** Replaces all keys: gateways begin new sessions, and hear what stands announced under the new group's key. */
    public void rotate() {
        seal.rotate();
        // Gateways are given the group's key in the sessions that they begin now: whoever has the old keys must not
        // have it.
        announceKey();
        synchronized (announced) {
            announced.forEach((topic, message) -> {
                var ignored = carrier.publish(topic, seal.sealForAll(topic, message), true);
            });
        }
    }

    /**
     * Ends a gateway's sessions and replaces all keys, so that it reads nothing that is sent from now on; what it says is dropped until
     * {@link #readmit}. Others begin new sessions. Doing so again changes nothing.
     */
    public void exclude(GatewayId gateway) {
        if (excluded.add(gateway)) {
            seal.forget(gateway);
            rotate();
        }
    }

    /** Has a gateway begin a session again, as all others do. */
    public void readmit(GatewayId gateway) {
        // A message that was being opened when the gateway was excluded may have begun a session since.
        seal.forget(gateway);
        if (excluded.remove(gateway)) {
            rotate();
        }
    }

    @Override
    public void close() {
        inbox.close();
        carrier.close();
    }

    private CompletableFuture<Void> announce(String topic, byte[] payload, boolean retained) {
        synchronized (announced) {
            if (retained) {
                announced.put(topic, payload);
            }
            return carrier.publish(topic, seal.sealForAll(topic, payload), retained);
        }
    }

    private void announceKey() {
        var ignored = carrier.publish(topics.seal(), seal.keyAnnouncement(), true);
    }

    private void sayKeysAgain() {
        announceKey();
        seal.gateways().forEach(this::deliverGroupKey);
    }

    private void deliverGroupKey(GatewayId gateway) {
        String topic = topics.receipt(gateway);
        closed(gateway, topic, seal.groupKeyDelivery())
                .ifPresent(closed -> carrier.publish(topic, closed, false).whenComplete((done, failure) -> {
                    if (failure != null) {
                        // It is delivered again at the next connection.
                        LOG.info("The group's key did not reach {}: {}", gateway, failure.getMessage());
                    }
                }));
    }

    /** Empty for a gateway that has no session, or is excluded. */
    private Optional<byte[]> closed(GatewayId gateway, String topic, byte[] message) {
        return excluded.contains(gateway) ? Optional.empty() : seal.seal(gateway, topic, message);
    }

    /** Opening costs much more than receiving. */
    private void received(String topic, byte[] message, MessageHandler handler) {
        Optional<GatewayId> gateway = topics.gatewayOf(topic);
        if (gateway.isEmpty()) {
            drop(topic, new SealException(DropReason.FOREIGN_TOPIC, "topic: of no gateway"));
        } else if (!inbox.put(
                gateway.get().value(), message.length, () -> opened(gateway.get(), topic, message, handler))) {
            drop(topic, new SealException(DropReason.FLOODED, "gateway: " + gateway.get() + " has too much waiting"));
        }
    }

    private void opened(GatewayId gateway, String topic, byte[] message, MessageHandler handler) {
        if (excluded.contains(gateway)) {
            drop(topic, suspended(gateway));
            return;
        }
        // A last will is given to the broker before there is a session, and says no more than that the gateway is gone.
        if (SealedForm.isPlainEnvelope(message) && topic.equals(topics.status(gateway))) {
            handler.handle(topic, message);
            return;
        }
        try {
            FogSeal.Opened opened = seal.open(gateway, topic, message);
            if (excluded.contains(gateway)) {
                throw suspended(gateway);
            }
            if (opened.begins()) {
                deliverGroupKey(gateway);
                sessions.forEach(it -> it.accept(gateway));
            }
            handler.handle(topic, opened.message());
        } catch (SealException e) {
            drop(topic, e);
        }
    }

    private static SealException suspended(GatewayId gateway) {
        return new SealException(DropReason.SUSPENDED, "gateway: " + gateway + " is suspended");
    }

    private void drop(String topic, SealException why) {
        LOG.debug("Dropped a message on {}: {}", topic, why.getMessage());
        dropped.accept(topic, why);
    }
}
