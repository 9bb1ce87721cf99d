package org.fogward.protocol.seal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.fogward.protocol.link.LinkException;

/**
 * What a gateway sends before its fog node has the session. It waits, because brokers keep no order between topics: what overtakes the
 * status that begins the session could not be opened. Thread-safe.
 */
final class WaitingMessages {
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(String topic, byte[] payload, boolean retained, CompletableFuture<Void> sent) {}

    /** Sends a message, now or later. */
    interface Sending {
        CompletableFuture<Void> send(String topic, byte[] payload, boolean retained);
    }

    synchronized CompletableFuture<Void> add(String topic, byte[] payload, boolean retained) {
        Waiting message = new Waiting(topic, payload, retained, new CompletableFuture<>());
        waiting.add(message);
        return message.sent();
    }

    void send(Sending sending) {
        for (Waiting each : take()) {
            sending.send(each.topic(), each.payload(), each.retained()).whenComplete((done, failure) -> {
                if (failure == null) {
                    each.sent().complete(null);
                } else {
                    each.sent().completeExceptionally(failure);
                }
            });
        }
    }

    void fail(String why) {
        take().forEach(each -> each.sent().completeExceptionally(new LinkException(why)));
    }

    private synchronized Deque<Waiting> take() {
        Deque<Waiting> taken = new ArrayDeque<>(waiting);
        waiting.clear();
        return taken;
    }
}
