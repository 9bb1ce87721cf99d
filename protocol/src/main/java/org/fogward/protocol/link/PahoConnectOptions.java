package org.fogward.protocol.link;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** Turns {@link LinkOptions} into the client's own options. */
final class PahoConnectOptions {
    private static final int CONNECT_SECONDS = 10;
    private static final long WILL_DELAY_SECONDS = 1;
    private static final int RECEIVE_MAXIMUM = 16;
    private static final long MAX_PACKET_BYTES = 32L << 20;

    private PahoConnectOptions() {}

    static MqttConnectionOptions of(LinkOptions options) {
        MqttConnectionOptions connect = new MqttConnectionOptions();
        connect.setAutomaticReconnect(false);
        connect.setCleanStart(false);
        connect.setSessionExpiryInterval(options.sessionExpiry().toSeconds());
        connect.setKeepAliveInterval((int) options.keepAlive().toSeconds());
        connect.setConnectionTimeout(CONNECT_SECONDS);
        connect.setReceiveMaximum(RECEIVE_MAXIMUM);
        connect.setMaximumPacketSize(MAX_PACKET_BYTES);
        connect.setTopicAliasMaximum(0);
        connect.setUseSubscriptionIdentifiers(false);
        connect.setUserName(options.user());
        options.password()
                .ifPresent(password -> connect.setPassword(password.get().getBytes(StandardCharsets.UTF_8)));
        connect.setHttpsHostnameVerificationEnabled(true);
        options.tls().ifPresent(tls -> connect.setSocketFactory(tls.getSocketFactory()));
        // Brokers may not publish a will without a delay while a session is kept (seen with Artemis 2.55); and a link
        // that is back within the delay was hardly gone.
        connect.getWillMessageProperties().setWillDelayInterval(WILL_DELAY_SECONDS);
        options.will()
                .ifPresent(will -> connect.setWill(
                        will.topic(), new MqttMessage(will.payload().get(), 1, will.retained(), null)));
        return connect;
    }
}
