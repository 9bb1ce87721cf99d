package org.fogward.protocol.link;

import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.jspecify.annotations.Nullable;

/** The broker's answer to one packet, as a future. */
final class PahoAnswer implements MqttActionListener {
    private final CompletableFuture<IMqttToken> future = new CompletableFuture<>();

    CompletableFuture<IMqttToken> future() {
        return future;
    }

    @Override
    public void onSuccess(IMqttToken token) {
        future.complete(token);
    }

    @Override
    public void onFailure(IMqttToken token, @Nullable Throwable cause) {
        future.completeExceptionally(cause == null ? new LinkException("no reason given") : cause);
    }
}
