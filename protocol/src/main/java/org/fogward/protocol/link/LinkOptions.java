package org.fogward.protocol.link;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How to reach a broker, and as whom.
 *
 * @param broker {@code ssl://host:port}, or {@code tcp://host:port} where the network is trusted
 * @param clientId names the session that the broker keeps; one link at a time may use it
 * @param user the MQTT user name
 * @param password makes the password, asked anew for each connection; empty: none is sent, the certificate in {@code tls} says
 *     who this is
 * @param tls what an {@code ssl://} broker's certificate is checked against, and what certificate is shown to it; asked anew for
 *     each connection. Empty: the platform's own certificates. The broker's certificate must name the host
 * @param will what the broker publishes when this link ends
 * @param backoff the delays between attempts to connect
 * @param keepAlive after this much silence the client pings; after half as much again the broker takes it for gone;
 *     whole seconds
 * @param sessionExpiry how long the broker keeps subscriptions and undelivered messages for an absent client
 * @param maxInFlight how many publishes may wait for their acknowledgement at a time; the broker's own limit counts if
 *     it is lower
 * @param acknowledgeWithin a broker that leaves a publish unacknowledged for longer is taken for gone, and the link
 *     connects anew; at least the time that the largest message takes on the slowest line
 */
public record LinkOptions(
        URI broker,
        String clientId,
        String user,
        Optional<Supplier<String>> password,
        Optional<SSLContext> tls,
        Optional<LastWill> will,
        Backoff backoff,
        Duration keepAlive,
        Duration sessionExpiry,
        int maxInFlight,
        Duration acknowledgeWithin) {
    /** How often a quiet link is checked, by default. */
    public static final Duration DEFAULT_KEEP_ALIVE = Duration.ofSeconds(30);

    /** How long a broker keeps an absent client's session, by default. */
    public static final Duration DEFAULT_SESSION_EXPIRY = Duration.ofDays(7);

    /** Publishes in flight, by default. */
    public static final int DEFAULT_MAX_IN_FLIGHT = 16;

    /** How long a publish may stay unacknowledged, by default: 10 MB at 35 kB a second. */
    public static final Duration DEFAULT_ACKNOWLEDGE_WITHIN = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException if the scheme is another, or a number is out of its range */
    public LinkOptions {
        if (!"ssl".equals(broker.getScheme()) && !"tcp".equals(broker.getScheme())) {
            throw new IllegalArgumentException("broker: ssl://host:port or tcp://host:port expected, not " + broker);
        }
        if (keepAlive.toSeconds() < 1 || keepAlive.toSeconds() > 0xffff) {
            throw new IllegalArgumentException("keepAlive: 1 to 65535 seconds expected");
        }
        if (sessionExpiry.isNegative() || sessionExpiry.toSeconds() > 0xffff_ffffL) {
            throw new IllegalArgumentException("sessionExpiry: 0 to 4294967295 seconds expected");
        }
        if (maxInFlight < 1 || maxInFlight > 0xffff) {
            throw new IllegalArgumentException("maxInFlight: 1 to 65535 expected");
        }
        if (acknowledgeWithin.toMillis() < 1) {
            throw new IllegalArgumentException("acknowledgeWithin: 1 ms or more expected");
        }
    }

    /** Options with a password, and the default keep-alive, session expiry, number in flight and patience. */
    public LinkOptions(
            URI broker,
            String clientId,
            String user,
            Supplier<String> password,
            Optional<SSLContext> tls,
            Optional<LastWill> will,
            Backoff backoff) {
        this(
                broker,
                clientId,
                user,
                Optional.of(password),
                tls,
                will,
                backoff,
                DEFAULT_KEEP_ALIVE,
                DEFAULT_SESSION_EXPIRY,
                DEFAULT_MAX_IN_FLIGHT,
                DEFAULT_ACKNOWLEDGE_WITHIN);
    }

    /** Options without a password, and with the default keep-alive, session expiry, number in flight and patience. */
    public LinkOptions(
            URI broker, String clientId, String user, SSLContext tls, Optional<LastWill> will, Backoff backoff) {
        this(
                broker,
                clientId,
                user,
                Optional.empty(),
                Optional.of(tls),
                will,
                backoff,
                DEFAULT_KEEP_ALIVE,
                DEFAULT_SESSION_EXPIRY,
                DEFAULT_MAX_IN_FLIGHT,
                DEFAULT_ACKNOWLEDGE_WITHIN);
    }
}
