package org.fogward.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.fogward.edge.store.StoreTotals;
import org.fogward.protocol.v1.Status;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final List<Long> said = new ArrayList<>();
    private long samples;
    private Optional<String> alarm = Optional.empty();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private CompletableFuture<Void> outcome = CompletableFuture.completedFuture(null);
    private final Presence presence = new Presence(
            () -> new StoreTotals(List.of(samples, 0L), 0),
            () -> alarm,
            List.of("B", "M"),
            "1",
            this::publish,
            ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

    @Test
    void says_what_came_once_no_more_comes() {
        presence.connected();
        for (int second = 0; second < 10; second++) {
            samples += 7;
            after(1);
        }
        after(1);
        after(1);

        assertThat(said).containsExactly(0L, 70L);
    }

    @Test
    void says_twice_a_minute_what_comes_without_end() {
        presence.connected();
        for (int second = 0; second < 120; second++) {
            samples++;
            after(1);
        }

        assertThat(said).containsExactly(0L, 30L, 60L, 90L, 120L);
    }

    @Test
    void is_silent_while_nothing_changes() {
        samples = 3;
        presence.connected();
        for (int second = 0; second < 300; second++) {
            after(1);
        }

        assertThat(said).containsExactly(3L);
    }

    @Test
    void says_again_what_could_not_be_sent() {
        outcome = CompletableFuture.failedFuture(new IllegalStateException("no link"));
        presence.connected();
        outcome = CompletableFuture.completedFuture(null);
        for (int second = 0; second < 10; second++) {
            after(1);
        }

        assertThat(said).containsExactly(0L, 0L);
    }

    @Test
    void says_an_alarm_at_once() {
        presence.connected();
        alarm = Optional.of("rewritten");
        after(1);
        after(1);

        assertThat(said).containsExactly(0L, 0L);
    }

    private void after(long seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
        presence.refresh();
    }

    private CompletableFuture<Void> publish(Status status) {
        said.add(status.getSamples());
        return outcome;
    }
}
