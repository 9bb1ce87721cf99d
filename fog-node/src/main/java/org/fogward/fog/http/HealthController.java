package org.fogward.fog.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import org.fogward.fog.health.ComponentHealth;
import org.fogward.fog.health.HealthChecks;
import org.fogward.fog.health.HealthReport;
import org.fogward.fog.health.HealthStatus;

/** {@code GET /health}: 200 when every part is up, 503 otherwise, the parts as JSON either way. */
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(HealthReport.class)
@SerdeImport(ComponentHealth.class)
final class HealthController {
    private final HealthChecks health;

    HealthController(HealthChecks health) {
        this.health = health;
    }

    @Get
    HttpResponse<HealthReport> health() {
        HealthReport report = health.report();
        return report.status() == HealthStatus.UP
                ? HttpResponse.ok(report)
                : HttpResponse.<HealthReport>status(HttpStatus.SERVICE_UNAVAILABLE)
                        .body(report);
    }
}
