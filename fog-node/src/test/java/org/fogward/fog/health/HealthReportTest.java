package org.fogward.fog.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HealthReportTest {
    @Test
    void is_up_while_every_part_is() {
        assertThat(report(check("ledger", ComponentHealth::up), check("broker", ComponentHealth::up)))
                .returns(HealthStatus.UP, HealthReport::status)
                .satisfies(report -> assertThat(report.components()).containsOnlyKeys("broker", "ledger"));
        assertThat(report().status()).isEqualTo(HealthStatus.UP);
    }

    @Test
    void is_down_when_one_part_is() {
        assertThat(report(check("broker", ComponentHealth::up), check("disk", () -> ComponentHealth.down("full")))
                        .status())
                .isEqualTo(HealthStatus.DOWN);
    }

    @Test
    void takes_a_check_that_throws_for_a_part_that_is_down() {
        HealthReport report = report(check("disk", () -> {
            throw new IllegalStateException("not mounted");
        }));
        assertThat(report.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(report.components()).containsEntry("disk", ComponentHealth.down("not mounted"));
    }

    private static HealthReport report(HealthCheck... checks) {
        return new HealthChecks(List.of(checks)).report();
    }

    private static HealthCheck check(String component, java.util.function.Supplier<ComponentHealth> result) {
        return new HealthCheck() {
            @Override
            public String component() {
                return component;
            }

            @Override
            public ComponentHealth check() {
                return result.get();
            }
        };
    }
}
