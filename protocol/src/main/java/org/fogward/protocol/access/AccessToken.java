package org.fogward.protocol.access;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.KeyDirectory;
import org.fogward.protocol.identity.MessageSigner;

/**
 * What a gateway shows to prove who it is: the password of its MQTT connection, the bearer token of its HTTPS requests.
 *
 * <p>The text is {@code v1.<gateway>.<epoch seconds>.<base64url of an Ed25519 signature>}; the signature covers
 * {@code "fogward-access-v1\0"}, federation, gateway and time, each followed by a zero byte, which no name holds. A
 * token is good for a short time around its own, so both clocks have to be roughly right, and it must travel inside TLS:
 * whoever reads it can use it for that long. No state.
 */
public final class AccessToken {
    private static final String CONTEXT = "fogward-access-v1\0";
    private static final Pattern FORM = Pattern.compile("v1\\.([a-z0-9-]{1,63})\\.([0-9]{1,11})\\.([A-Za-z0-9_-]{86})");

    private AccessToken() {}

    /** Makes a token that carries the clock's present time. */
    public static String issue(FederationId federation, GatewayId gateway, MessageSigner key, Clock clock) {
        long seconds = clock.instant().getEpochSecond();
        byte[] signature = key.sign(content(federation, gateway.value(), seconds));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        return "v1." + gateway.value() + "." + seconds + "." + text;
    }

    /**
     * Checks a token.
     *
     * @param token any text
     * @param keys the registered gateways
     * @param maxSkew how far the token's time may lie from the clock's, either way
     * @return the gateway, or empty if the token is malformed, too old or too new, of an unknown gateway or wrongly
     *     signed
     */
    public static Optional<GatewayId> verify(
            String token, FederationId federation, KeyDirectory keys, Clock clock, Duration maxSkew) {
        Matcher parts = FORM.matcher(token);
        if (!parts.matches()) {
            return Optional.empty();
        }
        long seconds = Long.parseLong(parts.group(2));
        if (Duration.between(Instant.ofEpochSecond(seconds), clock.instant())
                        .abs()
                        .compareTo(maxSkew)
                > 0) {
            return Optional.empty();
        }
        String gateway = parts.group(1);
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts.group(3));
            return keys.find(gateway)
                    .filter(key -> key.verify(content(federation, gateway, seconds), signature))
                    .map(key -> new GatewayId(gateway));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] content(FederationId federation, String gateway, long seconds) {
        String text = CONTEXT + federation.value() + "\0" + gateway + "\0" + seconds + "\0";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
