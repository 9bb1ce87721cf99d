package org.fogward.protocol.access;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;

/** The tokens that gateways show to the broker and over HTTPS. */
public final class AccessTokenFuzz implements FuzzTarget {
    private final FederationId federation = new FederationId("north");
    private final GatewayId gateway = new GatewayId("ward-7");
    private final SigningKey key = SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]);
    private final Clock clock = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);
    private final String good = AccessToken.issue(federation, gateway, key, clock);

    @Override
    public List<byte[]> seeds() {
        return Stream.of(good, good.replace("ward-7", "ward-8"), good.replace("18000", "99999999999"))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void run(byte[] input) {
        Optional<GatewayId> shown = AccessToken.verify(
                new String(input, StandardCharsets.UTF_8),
                federation,
                name -> name.equals(gateway.value()) ? Optional.of(key.verificationKey()) : Optional.empty(),
                clock,
                Duration.ofMinutes(5));
        // The last of 86 characters holds two bits that stand for nothing, and Ed25519 gives one signature a message.
        shown.ifPresent(who -> Promise.same(who, gateway));
    }
}
