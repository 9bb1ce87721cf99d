package org.fogward.fog.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import org.fogward.fog.gate.Visitor;
import org.fogward.fog.health.ComponentHealth;
import org.fogward.fog.health.HealthChecks;
import org.fogward.fog.health.HealthReport;
import org.fogward.fog.health.HealthStatus;

/** {@code GET /health}: 200 when every part is up, 503 otherwise. Whoever is signed in is told of each part. */
@Controller("/health")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(HealthController.Brief.class)
@SerdeImport(HealthReport.class)
@SerdeImport(ComponentHealth.class)
final class HealthController {
    private final HealthChecks health;

    HealthController(HealthChecks health) {
        this.health = health;
    }

    @Get
    HttpResponse<?> health(HttpRequest<?> request) {
        HealthReport report = health.report();
        Object told = Visitor.find(request).isPresent() ? report : new Brief(report.status());
        return HttpResponse.status(report.status() == HealthStatus.UP ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(told);
    }

    /** What anybody is told. */
    public record Brief(HealthStatus status) {}
}
