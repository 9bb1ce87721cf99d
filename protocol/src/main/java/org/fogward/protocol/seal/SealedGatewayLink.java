package org.fogward.protocol.seal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.link.LinkException;
import org.fogward.protocol.link.LinkTraffic;
import org.fogward.protocol.link.MessageHandler;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway's link on which all messages are sealed, over one whose carrier may read everything. It counts as connected once the
 * fog node's sealing key has come, and again as newly connected whenever there is another one: what was sent before may never be
 * opened. What cannot be opened is dropped with a line in the log. Brokers lose a key now and then, because somebody subscribes while
 * it is being replaced; so it is asked for until it comes. Thread-safe.
 */
public final class SealedGatewayLink implements MessageLink {
    private static final Logger LOG = LoggerFactory.getLogger(SealedGatewayLink.class);
    private static final Backoff ASK = new Backoff(Duration.ofSeconds(4), Duration.ofSeconds(30));

    private final MessageLink carrier;
    private final Topics topics;
    private final String receipts;
    private final String status;
    private final GatewaySeal seal;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, MessageHandler> handlers = new HashMap<>();
    private final Map<String, byte[]> held = new HashMap<>();
    private final WaitingMessages waiting = new WaitingMessages();
    private final AtomicInteger asking = new AtomicInteger();
    private volatile Optional<Said> newestStatus = Optional.empty();

    private record Said(byte[] payload, boolean retained) {}

    /**
     * Seals what goes over a link.
     *
     * @param carrier a link that was not started; closed with this
     * @param opener takes the fog node's envelopes and no other
     */
    public SealedGatewayLink(MessageLink carrier, FederationId federation, GatewayId gateway, EnvelopeOpener opener) {
        this.carrier = carrier;
        this.topics = new Topics(federation);
        this.receipts = topics.receipt(gateway);
        this.status = topics.status(gateway);
        this.seal = new GatewaySeal(federation, gateway, opener);
        carrier.subscribe(topics.seal(), this::key);
        carrier.subscribe(receipts, this::receipt);
        carrier.onConnected(() -> {
            // The fog node may have been started again meanwhile.
            seal.doubt();
            connectedIfReady();
        });
    }

    @Override
    public void start() {
        carrier.start();
    }

    /** A status begins the session; everything else waits until the fog node shows that it has it, or fails without a connection. */
    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload, boolean retained) {
        if (topic.equals(status)) {
            newestStatus = Optional.of(new Said(payload, retained));
        }
        if (topic.equals(status) || seal.known() || !connected()) {
            return send(topic, payload, retained);
        }
        CompletableFuture<Void> sent = waiting.add(topic, payload, retained);
        // The fog node may have shown it meanwhile, and nobody looks a second time.
        if (seal.known()) {
            waiting.send(this::send);
        }
        return sent;
    }

    /** Of the fog node's topics only: rounds, models and this gateway's receipts. */
    @Override
    public CompletableFuture<Void> subscribe(String filter, MessageHandler handler) {
        synchronized (handlers) {
            handlers.put(filter, handler);
        }
        // The keys come with the receipts, so that this subscription has to stand in any case.
        return carrier.subscribe(filter, filter.equals(receipts) ? this::receipt : this::forAll);
    }

    @Override
    public void onConnected(Runnable listener) {
        listeners.add(listener);
        if (connected()) {
            listener.run();
        }
    }

    @Override
    public boolean connected() {
        return seal.ready() && carrier.connected();
    }

    @Override
    public Optional<String> trouble() {
        return carrier.trouble();
    }

    @Override
    public LinkTraffic traffic() {
        return carrier.traffic();
    }

    @Override
    public void close() {
        asking.incrementAndGet();
        carrier.close();
        waiting.fail("the link was closed");
    }

    private CompletableFuture<Void> send(String topic, byte[] payload, boolean retained) {
        return seal.seal(topic, payload)
                .map(message -> carrier.publish(topic, message, retained))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new LinkException("the fog node's sealing key has not come yet")));
    }

    private void connectedIfReady() {
        waiting.fail("the connection or the session is another one now");
        if (seal.ready()) {
            listeners.forEach(Runnable::run);
        }
        askLater(asking.incrementAndGet(), 1);
    }

    /** Goes on until the fog node shows that it has the session, or the connection or the session is another one. */
    private void askLater(int line, int attempt) {
        Duration pause = ASK.delay(attempt, ThreadLocalRandom.current());
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (asking.get() == line && carrier.connected() && !seal.known()) {
                        ask();
                        askLater(line, attempt + 1);
                    }
                });
    }

    /** For the sealing key by subscribing once more, for the group's by saying once more how this session is had. */
    private void ask() {
        var ignored = carrier.subscribe(topics.seal(), this::key);
        if (seal.ready()) {
            newestStatus.ifPresent(said -> {
                var alsoIgnored = send(status, said.payload(), said.retained());
            });
        }
    }

    private void key(String topic, byte[] message) {
        try {
            if (seal.take(message) && carrier.connected()) {
                connectedIfReady();
            }
        } catch (SealException e) {
            dropped(topic, e);
        }
    }

    private void receipt(String topic, byte[] message) {
        try {
            byte[] opened = seal.open(topic, message);
            if (seal.takeGroupKey(opened)) {
                Map<String, byte[]> announced = Map.copyOf(held);
                held.clear();
                announced.forEach(this::forAll);
                waiting.send(this::send);
            } else {
                handle(topic, topic, opened);
            }
        } catch (SealException e) {
            dropped(topic, e);
        }
    }

    /** Announcements replace each other, so one of each topic is enough to hold. */
    private void forAll(String topic, byte[] message) {
        try {
            Optional<byte[]> opened = seal.openForAll(topic, message);
            if (opened.isPresent()) {
                held.remove(topic);
                handle(topic, topic, opened.get());
            } else {
                held.put(topic, message);
            }
        } catch (SealException e) {
            dropped(topic, e);
        }
    }

    private void handle(String filter, String topic, byte[] message) {
        Optional<MessageHandler> handler;
        synchronized (handlers) {
            handler = Optional.ofNullable(handlers.get(filter));
        }
        handler.ifPresent(it -> it.handle(topic, message));
    }

    private static void dropped(String topic, SealException why) {
        LOG.info("Dropped a message on {}: {}", topic, why.getMessage());
    }
}
