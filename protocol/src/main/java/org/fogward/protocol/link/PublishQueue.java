package org.fogward.protocol.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The publishes of one connection: so many in flight, the rest waiting in order. Safe for use by several threads.
 *
 * <p>Futures complete on threads of their own, since what hangs on them may block, and must not block the client's
 * callback thread.
 */
final class PublishQueue {
    private static final int MAX_WAITING = 10_000;

    private final Sender sender;
    private final int maxInFlight;
    private final Queue<Publish> waiting = new ArrayDeque<>();
    private final Set<Publish> inFlight = new HashSet<>();
    private boolean open = true;

    PublishQueue(int maxInFlight, Sender sender) {
        this.maxInFlight = maxInFlight;
        this.sender = sender;
    }

    CompletableFuture<Void> add(String topic, byte[] payload, boolean retained) {
        Publish publish = new Publish(topic, payload, retained);
        synchronized (this) {
            if (!open) {
                return CompletableFuture.failedFuture(new LinkException("not connected"));
            }
            if (waiting.size() >= MAX_WAITING) {
                return CompletableFuture.failedFuture(new LinkException("more than " + MAX_WAITING + " wait already"));
            }
            waiting.add(publish);
        }
        sendWaiting();
        return publish.result;
    }

    void acknowledged(Publish publish) {
        if (remove(publish)) {
            publish.succeed();
            sendWaiting();
        }
    }

    void failed(Publish publish, LinkException cause) {
        if (remove(publish)) {
            publish.fail(cause);
            sendWaiting();
        }
    }

    /** Fails whatever is in flight or waits, and everything added later. */
    void close() {
        List<Publish> unfinished;
        synchronized (this) {
            open = false;
            unfinished = new ArrayList<>(inFlight);
            unfinished.addAll(waiting);
            inFlight.clear();
            waiting.clear();
        }
        LinkException cause = new LinkException("connection lost before the acknowledgement");
        unfinished.forEach(publish -> publish.fail(cause));
    }

    private synchronized boolean remove(Publish publish) {
        return inFlight.remove(publish);
    }

    private void sendWaiting() {
        // Sending under the lock keeps the order; the client only queues, so this does not block.
        synchronized (this) {
            while (open && inFlight.size() < maxInFlight && !waiting.isEmpty()) {
                Publish next = waiting.remove();
                inFlight.add(next);
                try {
                    sender.send(next);
                } catch (LinkException e) {
                    inFlight.remove(next);
                    next.fail(e);
                }
            }
        }
    }

    /** Hands a publish to the client, which reports back to {@link #acknowledged} or {@link #failed}. */
    @FunctionalInterface
    interface Sender {
        void send(Publish publish) throws LinkException;
    }

    /** One message on its way; compared by identity. */
    static final class Publish {
        final String topic;
        final byte[] payload;
        final boolean retained;
        private final CompletableFuture<Void> result = new CompletableFuture<>();

        Publish(String topic, byte[] payload, boolean retained) {
            this.topic = topic;
            this.payload = payload;
            this.retained = retained;
        }

        private void succeed() {
            Thread.startVirtualThread(() -> result.complete(null));
        }

        private void fail(LinkException cause) {
            Thread.startVirtualThread(() -> result.completeExceptionally(cause));
        }
    }
}
