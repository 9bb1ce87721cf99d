package org.fogward.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ArtemisMessageLinkTest extends MessageLinkConformance {
    @Override
    TestBroker broker(Path directory) throws Exception {
        return new ArtemisBroker(directory);
    }

    @Override
    MessageLink link(LinkOptions options) {
        return new PahoMessageLink(options);
    }

    @Test
    void fails_a_publish_that_is_too_large_for_the_broker_and_stays_connected() throws Exception {
        try (ArtemisBroker small = new ArtemisBroker(directory.resolve("small"), ";maximumPacketSize=1000")) {
            small.start();
            try (PahoMessageLink link = new PahoMessageLink(new LinkOptions(
                    small.uri(),
                    "a",
                    "a",
                    () -> TestBroker.PASSWORD,
                    Optional.empty(),
                    Optional.empty(),
                    new Backoff(Duration.ofSeconds(20), Duration.ofSeconds(20))))) {
                CompletableFuture<Void> connected = new CompletableFuture<>();
                link.onConnected(() -> connected.complete(null));
                link.start();
                connected.get(30, TimeUnit.SECONDS);
                assertThat(link.publish("large", new byte[1001], false))
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableOfType(ExecutionException.class)
                        .withMessageContaining("the broker takes 1000 bytes");
                link.publish("small", new byte[100], false).get(30, TimeUnit.SECONDS);
            }
        }
    }
}
