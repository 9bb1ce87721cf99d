package org.fogward.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    @Test
    void doubles_up_to_the_longest_delay_with_up_to_half_taken_off() {
        SplittableRandom random = new SplittableRandom(1);
        for (int failures = 1; failures < 100; failures++) {
            long full = Math.min(5000, 100L << Math.min(failures - 1, 30));
            for (int i = 0; i < 20; i++) {
                assertThat(backoff.delay(failures, random).toMillis()).isBetween(full / 2, full);
            }
        }
    }

    @Test
    void spreads_a_fleet() {
        assertThat(backoff.delay(9, new SplittableRandom(1))).isNotEqualTo(backoff.delay(9, new SplittableRandom(2)));
    }

    @Test
    void refuses_delays_in_the_wrong_order() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
