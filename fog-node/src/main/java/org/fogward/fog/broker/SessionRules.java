package org.fogward.fog.broker;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.fogward.fog.limit.LimitReason;
import org.fogward.fog.limit.PeerLimits;

/**
 * What sessions may ask of the broker: a time for which they are kept, messages under way to them, and subscriptions of their own. A
 * packet that asks for more ends its connection. Stateless.
 */
final class SessionRules implements MQTTInterceptor {
    private static final int MOST_UNDER_WAY = 64;
    private static final int MOST_FILTERS = 16;
    private static final String SHARED = "$";
    private static final String QUEUE = "::";

    private final PeerLimits limits;

    SessionRules(PeerLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean intercept(MqttMessage packet, RemotingConnection connection) {
        if (packet instanceof MqttConnectMessage connect) {
            MqttProperties asked = connect.variableHeader().properties();
            lessUnderWay(asked);
            return allowed(isShort(asked), connection, LimitReason.SESSION);
        }
        if (packet instanceof MqttSubscribeMessage subscribe) {
            return allowed(isOwn(subscribe), connection, LimitReason.SUBSCRIPTIONS);
        }
        if (packet.variableHeader() instanceof MqttReasonCodeAndPropertiesVariableHeader header) {
            return allowed(isShort(header.properties()), connection, LimitReason.SESSION);
        }
        return true;
    }

    private boolean isShort(MqttProperties asked) {
        return number(asked, MqttProperties.SESSION_EXPIRY_INTERVAL, 0)
                <= limits.sessionKept().toSeconds();
    }

    /** A broker may send fewer at a time than a client takes (MQTT 5, 3.1.2.11.3). */
    private static void lessUnderWay(MqttProperties asked) {
        if (number(asked, MqttProperties.RECEIVE_MAXIMUM, Integer.MAX_VALUE) > MOST_UNDER_WAY
                && asked != MqttProperties.NO_PROPERTIES) {
            asked.add(new IntegerProperty(MqttProperties.RECEIVE_MAXIMUM, MOST_UNDER_WAY));
        }
    }

    private static boolean isOwn(MqttSubscribeMessage subscribe) {
        var filters = subscribe.payload().topicSubscriptions();
        return filters.size() <= MOST_FILTERS
                && filters.stream()
                        .map(each -> each.topicFilter())
                        .noneMatch(filter -> filter.startsWith(SHARED) || filter.contains(QUEUE));
    }

    private static long number(MqttProperties asked, int type, long otherwise) {
        MqttProperty<?> property = asked.getProperty(type);
        return property instanceof IntegerProperty number ? Integer.toUnsignedLong(number.value()) : otherwise;
    }

    private static boolean allowed(boolean allowed, RemotingConnection connection, LimitReason otherwise) {
        if (!allowed) {
            BrokerSecurity.guard(connection).ifPresent(guard -> guard.note(otherwise));
        }
        return allowed;
    }
}
