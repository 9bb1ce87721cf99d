package org.fogward.fog.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.fogward.fog.view.ExampleViews;
import org.fogward.protocol.v1.RefusalReason;
import org.junit.jupiter.api.Test;

class FogMetricsTest {
    @Test
    void counts_what_happens_to_updates_rounds_and_bytes() {
        try (FogMetrics metrics = new FogMetrics()) {
            metrics.updateAccepted();
            metrics.updateAccepted();
            metrics.updateRefused(RefusalReason.REFUSAL_REASON_DUPLICATE);
            metrics.roundFinished(Duration.ofMillis(2_500));
            metrics.bytesUp(700);
            metrics.bytesDown(3_000);
            assertThat(metrics.scrape().lines())
                    .contains(
                            "fogward_updates_accepted_total 2.0",
                            "fogward_updates_refused_total{reason=\"duplicate\"} 1.0",
                            "fogward_updates_refused_total{reason=\"malformed\"} 0.0",
                            "fogward_round_seconds_count 1",
                            "fogward_round_seconds_sum 2.5",
                            "fogward_gateway_bytes_total{direction=\"up\"} 700.0",
                            "fogward_gateway_bytes_total{direction=\"down\"} 3000.0");
        }
    }

    @Test
    void shows_the_newest_view() {
        try (FogMetrics metrics = new FogMetrics()) {
            assertThat(metrics.scrape().lines())
                    .contains(
                            "fogward_model_accuracy NaN",
                            "fogward_model_worst_site_accuracy NaN",
                            "fogward_round_current 0.0");
            metrics.show(ExampleViews.running(6));
            assertThat(metrics.scrape().lines())
                    .contains(
                            "fogward_round_current 7.0",
                            "fogward_gateways_registered 7.0",
                            "fogward_gateways_online 6.0")
                    .anyMatch(line -> line.matches("fogward_model_accuracy 0\\.\\d+"))
                    .anyMatch(line -> line.matches("fogward_model_worst_site_accuracy 0\\.\\d+"));
        }
    }

    @Test
    void keeps_two_nodes_apart() {
        try (FogMetrics one = new FogMetrics();
                FogMetrics other = new FogMetrics()) {
            one.updateAccepted();
            assertThat(other.scrape().lines()).contains("fogward_updates_accepted_total 0.0");
        }
    }

    @Test
    void refuses_a_refusal_without_a_reason() {
        try (FogMetrics metrics = new FogMetrics()) {
            assertThatThrownBy(() -> metrics.updateRefused(RefusalReason.REFUSAL_REASON_UNSPECIFIED))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reason");
        }
    }
}
