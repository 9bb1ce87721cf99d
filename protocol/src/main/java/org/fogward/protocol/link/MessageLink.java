package org.fogward.protocol.link;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The link by which messages travel: publish and subscribe with at-least-once delivery, over a connection that may drop
 * and comes back by itself. Safe for use by several threads.
 *
 * <p>The link keeps no messages over a loss of connection: what was not acknowledged fails, and its sender, who has it
 * on disk, sends it again. What others publish meanwhile waits at the broker.
 */
public interface MessageLink extends AutoCloseable {
    /**
     * Starts connecting, in the background, and goes on until {@link #close}; called once. No failure to connect is
     * final.
     *
     * @throws IllegalStateException if started before, or closed
     */
    void start();

    /**
     * Publishes a message with QoS 1. Returns at once; as many as the broker takes are in flight, the rest wait.
     *
     * @param retained whether the broker keeps it for later subscribers of the topic
     * @return completes when the broker has acknowledged the message; fails with {@link LinkException} when the broker
     *     denied it, or when there is no connection, or it was lost before the acknowledgement
     */
    CompletableFuture<Void> publish(String topic, byte[] payload, boolean retained);

    /**
     * Subscribes with QoS 1, now and after each reconnection. Retained messages come at each connection. Filters of an
     * earlier run are given again before {@link #start}, since what waited for them comes at once, and what has no handler
     * then is gone. A filter given twice gets the new handler.
     *
     * @param filter a topic, or a filter with {@code +} or {@code #}
     * @return completes when the broker has first granted the subscription; fails with {@link LinkException} when it was
     *     refused or closed before. A refused subscription stands nevertheless: the link does not count as connected, and
     *     tries again, until the broker grants it
     */
    CompletableFuture<Void> subscribe(String filter, MessageHandler handler);

    /**
     * Asks to be told of each connection, once all subscriptions stand; told at once if connected. Called by the same
     * thread as the handlers.
     */
    void onConnected(Runnable listener);

    /** Whether there is a connection on which all subscriptions stand. */
    boolean connected();

    /** Why there is no connection, as far as is known, in one line; empty while there is one, and before the first attempt has failed. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /** The bytes that went over this link since it was made. */
    LinkTraffic traffic();

    /**
     * Ends the link and publishes its last will. Waits for the handler that runs, unless called by it; a few seconds at
     * most, for each.
     */
    @Override
    void close();
}
