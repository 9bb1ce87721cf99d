package org.fogward.fog.limit;

import java.util.Locale;

/** Why somebody at a door was refused, slowed or sent away. */
public enum LimitReason {
    /** Too many TLS handshakes are under way, in all or from this address. */
    HANDSHAKES,
    /** The TLS handshake was not over in time. */
    HANDSHAKE_TIME,
    /** Too many connections stand, in all or from this address. */
    CONNECTIONS,
    /** The first message was not a whole MQTT CONNECT in time. */
    CONNECT_TIME,
    /** What came first is no MQTT CONNECT. */
    NOT_MQTT,
    /** A message says that it is longer than any may be. */
    PACKET_SIZE,
    /** A message was not whole in time. */
    PACKET_TIME,
    /** A gateway connects again and again. */
    CONNECTS,
    /** A gateway has newer connections than this one. */
    REPLACED,
    /** It wants its session to be kept for too long. */
    SESSION,
    /** It subscribes to more, or otherwise, than a gateway does. */
    SUBSCRIPTIONS,
    /** More messages than a gateway has to say: slowed. */
    MESSAGE_RATE,
    /** More bytes than a gateway has to say: slowed. */
    BYTE_RATE,
    /** Far more for long: sent away for a while. */
    FLOODING,
    /** More downloads at a time than a gateway needs. */
    DOWNLOADS,
    /** The head of a request was not whole in time. */
    HEAD_TIME,
    /** The body of a request came too slowly for too long. */
    BODY_RATE,
    /** An answer was read too slowly for too long. */
    ANSWER_RATE;

    /** As metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
