package org.fogward.fog.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fogward.fog.config.DoorAddress;
import org.fogward.fog.enrol.TestAuthority;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.link.LinkOptions;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.link.PahoMessageLink;
import org.fogward.protocol.topic.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    private static final FederationId FEDERATION = new FederationId("test");
    private static final GatewayId GATEWAY = new GatewayId("clinic-1");
    private static final Topics TOPICS = new Topics(FEDERATION);
    private static final int MAX_BYTES = 1 << 16;

    @TempDir
    private Path folder;

    private TestAuthority authority;

    private final AtomicBoolean valid = new AtomicBoolean(true);

    @BeforeEach
    void openAuthority() throws IOException {
        authority = new TestAuthority(folder, new FogMetrics());
    }

    @Test
    void hears_a_connected_gateway_long_after_its_token_ran_out() throws Exception {
        try (EmbeddedBroker broker = broker();
                MessageLink link = connected(broker)) {
            publish(link);
            valid.set(false);
            // Longer than the broker remembers what it was told about a user.
            for (int second = 0; second < 4; second++) {
                TimeUnit.SECONDS.sleep(1);
                publish(link);
            }
        }
    }

    private EmbeddedBroker broker() throws IOException {
        return new EmbeddedBroker(
                DoorAddress.LOCAL,
                folder.resolve("broker"),
                authority.identity,
                FEDERATION,
                this::check,
                authority.keeper("Broker"),
                authority.refusals(),
                authority.peers(),
                MAX_BYTES,
                authority.clock);
    }

    private Optional<String> check(String user, String password) {
        return valid.get() ? Optional.of(user) : Optional.empty();
    }

    private MessageLink connected(EmbeddedBroker broker) throws IOException, InterruptedException {
        CountDownLatch up = new CountDownLatch(1);
        MessageLink link = link(broker);
        link.onConnected(up::countDown);
        link.start();
        assertThat(up.await(20, TimeUnit.SECONDS)).isTrue();
        return link;
    }

    private MessageLink link(EmbeddedBroker broker) throws IOException {
        return new PahoMessageLink(new LinkOptions(
                URI.create("ssl://localhost:" + broker.uri().getPort()),
                GATEWAY.value(),
                GATEWAY.value(),
                () -> "token",
                Optional.of(authority.identity.clientContext()),
                Optional.empty(),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200))));
    }

    private static void publish(MessageLink link) throws ExecutionException, InterruptedException {
        link.publish(TOPICS.update(GATEWAY), new byte[] {1}, false)
                .orTimeout(20, TimeUnit.SECONDS)
                .get();
    }
}
