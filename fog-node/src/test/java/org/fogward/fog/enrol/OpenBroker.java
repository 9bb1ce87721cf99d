package org.fogward.fog.enrol;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.fogward.fog.broker.EmbeddedBroker;
import org.fogward.fog.config.DoorAddress;
import org.fogward.fog.limit.PeerLimits;
import org.fogward.protocol.topic.Topics;

/** A running broker that takes certificates, and clients of it. */
public final class OpenBroker implements AutoCloseable {

    public final EmbeddedBroker broker;

    public OpenBroker(Path folder, TestAuthority authority) throws IOException {
        this(folder, authority, PeerLimits.DEFAULT);
    }

    public OpenBroker(Path folder, TestAuthority authority, PeerLimits limits) throws IOException {
        broker = new EmbeddedBroker(
                DoorAddress.LOCAL,
                folder.resolve("broker"),
                authority.identity,
                TestAuthority.FEDERATION,
                authority.keeper("Broker"),
                authority.refusals(),
                authority.peers(limits),
                1 << 16,
                authority.clock);
    }

    public URI uri() {
        return broker.uri();
    }

    /** Connects without a password; fails if it is refused. */
    public static MqttClient connect(URI uri, SSLContext tls, String user, String clientId) throws MqttException {
        MqttClient client = new MqttClient("ssl://localhost:" + uri.getPort(), clientId, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(user);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(20);
        options.setSocketFactory(tls.getSocketFactory());
        try {
            client.connect(options);
            return client;
        } catch (MqttException e) {
            client.close();
            throw e;
        }
    }

    /** Publishes an update for a gateway; fails if it is refused. */
    public static void publish(MqttClient client, String gateway) throws MqttException {
        String topic =
                new Topics(TestAuthority.FEDERATION).update(new org.fogward.protocol.identity.GatewayId(gateway));
        client.publish(topic, new MqttMessage("update".getBytes(StandardCharsets.UTF_8), 1, false, null));
    }

    @Override
    public void close() {
        broker.close();
    }
}
