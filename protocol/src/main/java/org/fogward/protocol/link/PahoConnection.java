package org.fogward.protocol.link;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/**
 * One network connection to a broker, from CONNECT to its end. It never comes back: the next one is a new object with a
 * new client, so no half-finished state of the client survives. What was in flight fails when it ends.
 *
 * <p>{@link #open}, {@link #subscribe} and {@link #close} wait for the broker and must not be called by the client's
 * callback thread.
 */
final class PahoConnection {
    private static final int QOS = 1;
    private static final int PACKET_OVERHEAD_BYTES = 32;
    private static final long ANSWER_SECONDS = 20;
    private static final long CLOSE_SECONDS = 3;
    /** The client logs a stack trace whenever a socket breaks, which is normal here and which the link reports itself. */
    private static final Logger CLIENT_LOG = Logger.getLogger("org.eclipse.paho.mqttv5.client");

    static {
        CLIENT_LOG.setLevel(Level.OFF);
    }

    private final MqttAsyncClient client;
    private final LinkTraffic traffic;
    private final Runnable lost;
    private final Duration acknowledgeWithin;
    private final PublishQueue publishes;
    private final long maxPacketBytes;
    private final AtomicBoolean alive = new AtomicBoolean(true);

    private PahoConnection(
            MqttAsyncClient client,
            LinkTraffic traffic,
            Runnable lost,
            LinkOptions options,
            @Nullable MqttProperties granted) {
        Optional<MqttProperties> limits = Optional.ofNullable(granted);
        int receiveMaximum = limits.map(MqttProperties::getReceiveMaximum).orElse(options.maxInFlight());
        this.client = client;
        this.traffic = traffic;
        this.lost = lost;
        this.acknowledgeWithin = options.acknowledgeWithin();
        this.maxPacketBytes = limits.map(MqttProperties::getMaximumPacketSize).orElse(Long.MAX_VALUE);
        this.publishes = new PublishQueue(Math.min(receiveMaximum, options.maxInFlight()), this::send);
    }

    /**
     * Connects.
     *
     * @param inbound takes messages, on the callback thread
     * @param lost told when an established connection ends by itself, on one of the client's threads
     */
    static PahoConnection open(LinkOptions options, LinkTraffic traffic, Inbound inbound, Runnable lost)
            throws LinkException, InterruptedException {
        MqttAsyncClient client;
        PahoAnswer connected = new PahoAnswer();
        PahoCallback callback = new PahoCallback(inbound, traffic, lost);
        try {
            client = new MqttAsyncClient(options.broker().toString(), options.clientId(), new MemoryPersistence());
        } catch (MqttException e) {
            throw new LinkException("broker " + options.broker(), e);
        }
        try {
            client.setManualAcks(true);
            client.setCallback(callback);
            client.connect(PahoConnectOptions.of(options), null, connected);
            IMqttToken answer = await(connected.future(), "connect");
            PahoConnection connection =
                    new PahoConnection(client, traffic, lost, options, answer.getResponseProperties());
            callback.established(connection);
            return connection;
        } catch (MqttException e) {
            cut(client);
            throw new LinkException("connect", e);
        } catch (LinkException | InterruptedException | RuntimeException e) {
            cut(client);
            throw e;
        }
    }

    boolean alive() {
        return alive.get();
    }

    CompletableFuture<Void> publish(String topic, byte[] payload, boolean retained) {
        return publishes.add(topic, payload, retained);
    }

    void subscribe(String filter) throws LinkException, InterruptedException {
        PahoAnswer granted = new PahoAnswer();
        try {
            client.subscribe(
                    new MqttSubscription[] {new MqttSubscription(filter, QOS)}, null, granted, new MqttProperties());
        } catch (MqttException | IllegalArgumentException e) {
            throw new LinkException("subscribe to " + filter, e);
        }
        int code = reasonCode(await(granted.future(), "subscribe to " + filter));
        if (code != QOS) {
            throw new LinkException("subscribe to " + filter + ": refused by the broker, reason code " + code);
        }
    }

    /** Tells the broker that a message was handled, so that it is not sent again. */
    void acknowledge(int messageId) {
        if (alive()) {
            try {
                client.messageArrivedComplete(messageId, QOS);
            } catch (MqttException e) {
                // The connection is ending: the broker sends the message again on the next one.
                end();
            }
        }
    }

    /** Marks the connection as ended and fails what it had not finished. */
    void end() {
        alive.set(false);
        publishes.close();
    }

    /**
     * Publishes the last will, says goodbye and waits for both, a few seconds at most; otherwise cuts the connection, so
     * that the broker publishes the will. Asking the broker for the will in DISCONNECT is not enough: Artemis ignores it.
     */
    void close(Optional<LastWill> will) {
        boolean ended = !alive() || saidGoodbye(will);
        end();
        if (!ended) {
            cut(client);
        }
    }

    private boolean saidGoodbye(Optional<LastWill> will) {
        PahoAnswer closed = new PahoAnswer();
        try {
            if (will.isPresent()) {
                LastWill last = will.get();
                publish(last.topic(), last.payload().get(), last.retained()).get(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
            client.disconnect(0, null, closed, MqttReturnCode.RETURN_CODE_SUCCESS, new MqttProperties());
            closed.future().get(CLOSE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (MqttException | ExecutionException | TimeoutException | RuntimeException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Not on the thread of the timeouts, which all of them share. */
    private void giveUp() {
        if (alive()) {
            end();
            Thread.startVirtualThread(() -> {
                cut(client);
                lost.run();
            });
        }
    }

    private void send(PublishQueue.Publish publish) throws LinkException {
        // The client would cut the connection, and everything else in flight with it.
        int bytes = PACKET_OVERHEAD_BYTES + publish.topic.length() + publish.payload.length;
        if (bytes > maxPacketBytes) {
            throw new LinkException("publish to " + publish.topic + ": the broker takes " + maxPacketBytes + " bytes");
        }
        PahoAnswer acknowledged = new PahoAnswer();
        acknowledged
                .future()
                .orTimeout(acknowledgeWithin.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((token, failure) -> finish(publish, token, failure));
        try {
            client.publish(
                    publish.topic, new MqttMessage(publish.payload, QOS, publish.retained, null), null, acknowledged);
        } catch (MqttException | IllegalArgumentException e) {
            throw new LinkException("publish to " + publish.topic, e);
        }
        traffic.sent(publish.payload.length);
    }

    private void finish(PublishQueue.Publish publish, IMqttToken token, Throwable failure) {
        if (failure instanceof TimeoutException) {
            giveUp();
            return;
        }
        if (failure != null) {
            publishes.failed(publish, new LinkException("publish to " + publish.topic + ", not acknowledged", failure));
            return;
        }
        int code = reasonCode(token);
        if (code >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
            String denial = "publish to " + publish.topic + ": denied by the broker, reason code " + code;
            publishes.failed(publish, new LinkException(denial));
        } else {
            publishes.acknowledged(publish);
        }
    }

    /** The one reason code of an answer to one publish or one subscription. */
    private static int reasonCode(IMqttToken token) {
        int[] codes = token.getResponse().getReasonCodes();
        return codes == null || codes.length == 0 ? MqttReturnCode.RETURN_CODE_SUCCESS : codes[0];
    }

    private static IMqttToken await(CompletableFuture<IMqttToken> answer, String what)
            throws LinkException, InterruptedException {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new LinkException(what, e);
        } catch (TimeoutException e) {
            throw new LinkException(what + ": no answer after " + ANSWER_SECONDS + " s");
        }
    }

    private static void cut(MqttAsyncClient client) {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            // It was gone already.
        }
    }

    /** Takes a message that has to be acknowledged, without blocking. */
    @FunctionalInterface
    interface Inbound {
        void received(String topic, byte[] payload, Runnable acknowledge);
    }
}
