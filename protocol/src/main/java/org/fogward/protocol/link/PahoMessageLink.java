package org.fogward.protocol.link;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A message link over MQTT 5, by Eclipse Paho.
 *
 * <p>The session is kept at the broker (clean start off), so what others publish while this link is away comes later. A
 * message is acknowledged after its handlers returned, so the broker sends no more of them than the receive maximum
 * allows, and sends them again if this process ends in between. Paho's own reconnection and its offline buffer are not
 * used: they lose messages.
 *
 * <p>Two threads per link, beside the client's: one connects and subscribes, one calls handlers.
 */
public final class PahoMessageLink implements MessageLink {
    private static final Logger LOG = LoggerFactory.getLogger(PahoMessageLink.class);
    private static final long CLOSE_SECONDS = 5;

    private final LinkOptions options;
    private final LinkTraffic traffic = new LinkTraffic();
    private final Subscriptions subscriptions = new Subscriptions();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService control;
    private final ExecutorService inbox;
    private final SplittableRandom random = new SplittableRandom();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Optional<PahoConnection> current = Optional.empty();
    private volatile Optional<Thread> inboxThread = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();
    private int failures;

    /** A link that is not started yet. */
    public PahoMessageLink(LinkOptions options) {
        this.options = options;
        this.control = Executors.newSingleThreadScheduledExecutor(threads("link"));
        this.inbox = Executors.newSingleThreadExecutor(handling -> {
            Thread thread = threads("inbox").newThread(handling);
            inboxThread = Optional.of(thread);
            return thread;
        });
    }

    @Override
    public void start() {
        if (closed.get() || !started.compareAndSet(false, true)) {
            throw new IllegalStateException("started before, or closed");
        }
        control.execute(this::connect);
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload, boolean retained) {
        return current.map(connection -> connection.publish(topic, payload, retained))
                .orElseGet(() -> CompletableFuture.failedFuture(new LinkException("not connected")));
    }

    @Override
    public CompletableFuture<Void> subscribe(String filter, MessageHandler handler) {
        Subscriptions.Subscription subscription = subscriptions.put(filter, handler);
        if (!onControl(() -> subscribeNow(subscription))) {
            subscription.close();
        }
        return subscription.result();
    }

    @Override
    public void onConnected(Runnable listener) {
        // On the thread that connects, so that the listener hears of each connection exactly once.
        onControl(() -> {
            listeners.add(listener);
            if (connected()) {
                tell(listener);
            }
        });
    }

    @Override
    public boolean connected() {
        return current.filter(PahoConnection::alive).isPresent();
    }

    @Override
    public Optional<String> trouble() {
        return connected() ? Optional.empty() : trouble;
    }

    @Override
    public LinkTraffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        control.shutdownNow();
        awaitEnd(control);
        current.ifPresent(connection -> connection.close(options.will()));
        current = Optional.empty();
        inbox.shutdown();
        if (!inboxThread.equals(Optional.of(Thread.currentThread()))) {
            awaitEnd(inbox);
        }
        subscriptions.all().forEach(Subscriptions.Subscription::close);
    }

    private void connect() {
        // The messages of a kept session come before the subscriptions stand, and their handlers may want to answer.
        CompletableFuture<Void> settled = new CompletableFuture<>();
        try {
            PahoConnection connection = PahoConnection.open(
                    options,
                    traffic,
                    (topic, payload, acknowledge) -> received(settled, topic, payload, acknowledge),
                    this::lost);
            subscribeAll(connection);
            current = Optional.of(connection);
            failures = 0;
            LOG.info("{} is connected to {}", options.clientId(), options.broker());
            listeners.forEach(this::tell);
        } catch (LinkException e) {
            retry(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // From the suppliers of password and will: may pass, so the link goes on.
            LOG.warn("{} cannot make its options for connecting", options.clientId(), e);
            retry(e);
        } finally {
            settled.complete(null);
        }
    }

    private void subscribeAll(PahoConnection connection) throws LinkException, InterruptedException {
        try {
            for (Subscriptions.Subscription subscription : subscriptions.all()) {
                subscription.subscribe(connection);
            }
        } catch (LinkException | InterruptedException e) {
            connection.close(Optional.empty());
            throw e;
        }
    }

    private void subscribeNow(Subscriptions.Subscription subscription) {
        PahoConnection connection = current.orElse(null);
        if (connection == null || subscription.answered()) {
            return;
        }
        try {
            subscription.subscribe(connection);
        } catch (LinkException e) {
            current = Optional.empty();
            connection.close(Optional.empty());
            retry(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lost() {
        // While connecting, this waits in line until the outcome is known.
        onControl(() -> {
            if (current.isPresent() && !connected()) {
                current = Optional.empty();
                retry(new LinkException("connection lost"));
            }
        });
    }

    private void retry(Exception cause) {
        failures++;
        trouble = Optional.of(String.valueOf(cause.getMessage()));
        Duration delay = options.backoff().delay(failures, random);
        LOG.atLevel(failures == 1 ? Level.WARN : Level.DEBUG)
                .log("{}: {}; next attempt in {} ms", options.clientId(), cause.getMessage(), delay.toMillis());
        try {
            control.schedule(this::connect, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} was closed meanwhile", options.clientId());
        }
    }

    private void received(CompletableFuture<Void> settled, String topic, byte[] payload, Runnable acknowledge) {
        try {
            inbox.execute(() -> {
                settled.join();
                dispatch(topic, payload, acknowledge);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("{} was closed: the broker keeps a message on {}", options.clientId(), topic);
        }
    }

    private void dispatch(String topic, byte[] payload, Runnable acknowledge) {
        if (closed.get()) {
            return;
        }
        for (MessageHandler handler : subscriptions.handlersOf(topic)) {
            guarded(() -> handler.handle(topic, payload), topic);
        }
        acknowledge.run();
    }

    private void tell(Runnable listener) {
        inbox.execute(() -> guarded(listener, "a new connection"));
    }

    private void guarded(Runnable handling, String what) {
        try {
            handling.run();
        } catch (RuntimeException e) {
            LOG.error("{}: the handler of {} failed", options.clientId(), what, e);
        }
    }

    private void awaitEnd(ExecutorService executor) {
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} was closed while it was busy", options.clientId());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean onControl(Runnable task) {
        try {
            control.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private ThreadFactory threads(String role) {
        return Thread.ofPlatform()
                .daemon()
                .name(role + "-" + options.clientId())
                .factory();
    }
}
