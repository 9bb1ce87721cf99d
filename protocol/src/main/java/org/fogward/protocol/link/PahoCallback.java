package org.fogward.protocol.link;

import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the client tells of one connection. Nothing here blocks: everything is handed on to other threads. */
final class PahoCallback implements MqttCallback {
    private static final Logger LOG = LoggerFactory.getLogger(PahoCallback.class);
    private static final int QOS = 1;

    private final PahoConnection.Inbound inbound;
    private final LinkTraffic traffic;
    private final Runnable lost;
    // Messages of a kept session can come before the connection object is made.
    private final CompletableFuture<PahoConnection> connection = new CompletableFuture<>();

    PahoCallback(PahoConnection.Inbound inbound, LinkTraffic traffic, Runnable lost) {
        this.inbound = inbound;
        this.traffic = traffic;
        this.lost = lost;
    }

    void established(PahoConnection made) {
        connection.complete(made);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        traffic.received(message.getPayload().length);
        if (message.getQos() != QOS) {
            LOG.debug("A message with QoS {} on {} is left out: this protocol speaks QoS 1", message.getQos(), topic);
            return;
        }
        int id = message.getId();
        inbound.received(
                topic, message.getPayload(), () -> connection.thenAccept(established -> established.acknowledge(id)));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        LOG.debug("Connection lost: {}", response);
        connection.thenAccept(established -> {
            established.end();
            lost.run();
        });
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        LOG.debug("The MQTT client reports an error", exception);
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Each publish has its own listener.
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // The connect has its own listener.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // No extended authentication is asked for.
    }
}
