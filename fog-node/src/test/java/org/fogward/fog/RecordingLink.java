package org.fogward.fog;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fogward.protocol.link.LinkTraffic;
import org.fogward.protocol.link.MessageHandler;
import org.fogward.protocol.link.MessageLink;

/** A link that writes down all that goes over it, as whoever listens on the wire could. */
final class RecordingLink implements MessageLink {
    final List<Recorded> up = new CopyOnWriteArrayList<>();
    final List<Recorded> down = new CopyOnWriteArrayList<>();
    private final MessageLink carrier;

    record Recorded(String topic, byte[] message) {}

    RecordingLink(MessageLink carrier) {
        this.carrier = carrier;
    }

    /** Plays a message, as it was. */
    CompletableFuture<Void> play(String topic, byte[] message) {
        return carrier.publish(topic, message, false);
    }

    @Override
    public void start() {
        carrier.start();
    }

    @Override
    public CompletableFuture<Void> publish(String topic, byte[] payload, boolean retained) {
        up.add(new Recorded(topic, payload));
        return carrier.publish(topic, payload, retained);
    }

    @Override
    public CompletableFuture<Void> subscribe(String filter, MessageHandler handler) {
        return carrier.subscribe(filter, (topic, message) -> {
            down.add(new Recorded(topic, message));
            handler.handle(topic, message);
        });
    }

    @Override
    public void onConnected(Runnable listener) {
        carrier.onConnected(listener);
    }

    @Override
    public boolean connected() {
        return carrier.connected();
    }

    @Override
    public LinkTraffic traffic() {
        return carrier.traffic();
    }

    @Override
    public void close() {
        carrier.close();
    }
}
