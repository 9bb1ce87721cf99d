package org.fogward.fog.config;

import java.time.Duration;

/**
 * What certificates gateways get.
 *
 * @param gatewayDays how long one is good, 1..{@value #MOST_GATEWAY_DAYS} days
 */
public record AuthorityConfig(int gatewayDays) {

    /** The longest life of a gateway's certificate, days. */
    public static final int MOST_GATEWAY_DAYS = 365;

    /** Thirty days. */
    public static final AuthorityConfig DEFAULT = new AuthorityConfig(30);

    /** @throws IllegalArgumentException if the number is out of its range */
    public AuthorityConfig {
        if (gatewayDays < 1 || gatewayDays > MOST_GATEWAY_DAYS) {
            throw new IllegalArgumentException("authority.gatewayDays: 1 to " + MOST_GATEWAY_DAYS + " expected");
        }
    }

    /** The same as a duration. */
    public Duration gatewayLife() {
        return Duration.ofDays(gatewayDays);
    }
}
