package org.fogward.protocol.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.KeyDirectory;
import org.fogward.protocol.identity.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final FederationId federation = new FederationId("north");
    private final GatewayId gateway = new GatewayId("clinic-1");
    private final SigningKey key = SigningKey.ofSeed(new byte[32]);
    private final KeyDirectory keys = signer -> signer.equals("clinic-1") || signer.equals("fog") || signer.equals("-")
            ? Optional.of(key.verificationKey())
            : Optional.empty();

    @Test
    void proves_who_a_gateway_is() {
        String token = AccessToken.issue(federation, gateway, key, at(NOW));
        assertThat(token).startsWith("v1.clinic-1.1772366400.");
        assertThat(verify(token, NOW)).contains(gateway);
    }

    @Test
    void is_good_for_a_while_either_way() {
        String token = AccessToken.issue(federation, gateway, key, at(NOW));
        assertThat(verify(token, NOW.plus(SKEW))).contains(gateway);
        assertThat(verify(token, NOW.minus(SKEW))).contains(gateway);
        assertThat(verify(token, NOW.plus(SKEW).plusSeconds(1))).isEmpty();
        assertThat(verify(token, NOW.minus(SKEW).minusSeconds(1))).isEmpty();
    }

    @Test
    void is_worth_nothing_for_another_gateway_federation_or_time() {
        String token = AccessToken.issue(federation, gateway, key, at(NOW));
        assertThat(verify(token.replace("clinic-1", "fog"), NOW)).isEmpty();
        assertThat(verify(token.replace("clinic-1", "clinic-2"), NOW)).isEmpty();
        assertThat(verify(token.replace("1772366400", "1772366401"), NOW)).isEmpty();
        assertThat(AccessToken.verify(token, new FederationId("south"), keys, at(NOW), SKEW))
                .isEmpty();
        String forged = AccessToken.issue(federation, gateway, SigningKey.ofSeed(filled((byte) 9)), at(NOW));
        assertThat(verify(forged, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1...", "v1.clinic-1.99999999999.", "v1.clinic-1.-1.x", "Bearer x", "v2.a.1.b"})
    void takes_no_other_text(String token) {
        assertThat(verify(token, NOW)).isEmpty();
        assertThat(verify(token + "A".repeat(86), NOW)).isEmpty();
    }

    @Test
    void survives_any_text() {
        String token = AccessToken.issue(federation, gateway, key, at(NOW));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder(token);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            text.setLength(random.nextInt(4) == 0 ? random.nextInt(text.length()) : text.length());
            Optional<GatewayId> shown = verify(text.toString(), NOW);
            // The last character holds two bits of the signature and four that say nothing.
            assertThat(shown.isEmpty() || text.substring(0, 107).equals(token.substring(0, 107)))
                    .isTrue();
        }
    }

    private Optional<GatewayId> verify(String token, Instant now) {
        return AccessToken.verify(token, federation, keys, at(now), SKEW);
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private static byte[] filled(byte value) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, value);
        return seed;
    }
}
