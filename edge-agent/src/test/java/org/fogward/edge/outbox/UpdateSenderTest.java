package org.fogward.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.update.Answer;
import org.fogward.protocol.link.LinkException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateSenderTest {
    private static final byte[] ENVELOPE = {1, 2, 3};

    @TempDir
    Path directory;

    private final List<byte[]> sent = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    private GatewayDatabase database;
    private Outbox outbox;
    private UpdateSender sender;

    @BeforeEach
    void open() throws Exception {
        database = GatewayDatabase.open(directory.resolve("gateway.db"));
        outbox = new Outbox(database, new Residuals(database, new SampleKeys(new byte[32], new SecureRandom())));
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        sender = new UpdateSender(outbox, this::publish, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void sends_once_and_again_only_after_a_while_without_a_receipt() {
        outbox.put(1, new Answer(ENVELOPE, Optional.empty()));

        sender.sendDue();
        sender.sendDue();
        assertThat(sent).hasSize(1);

        now = now.plus(Duration.ofSeconds(31));
        sender.sendDue();
        assertThat(sent).hasSize(2).allMatch(it -> Arrays.equals(it, ENVELOPE));
    }

    @Test
    void sends_at_once_on_a_new_connection() {
        outbox.put(1, new Answer(ENVELOPE, Optional.empty()));
        sender.sendDue();

        sender.connected();

        assertThat(sent).hasSize(2);
    }

    @Test
    void does_not_send_what_is_still_on_its_way() {
        outbox.put(1, new Answer(ENVELOPE, Optional.empty()));
        answer = new CompletableFuture<>();
        sender.sendDue();

        now = now.plus(Duration.ofHours(1));
        sender.sendDue();
        assertThat(sent).hasSize(1);

        answer.completeExceptionally(new LinkException("the connection was lost"));
        sender.sendDue();
        assertThat(sent).hasSize(2);
    }

    @Test
    void sends_nothing_after_the_receipt() {
        var update = outbox.put(1, new Answer(ENVELOPE, Optional.empty()));
        outbox.settle(update, Fate.COUNTED);

        sender.connected();

        assertThat(sent).isEmpty();
    }

    private CompletableFuture<Void> publish(byte[] envelope) {
        sent.add(envelope);
        return answer;
    }
}
