package org.fogward.fog.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.view.ViewSource;

/** {@code GET /metrics} in Prometheus's text format. */
@Controller("/metrics")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {
    private final FogMetrics metrics;
    private final ViewSource views;

    MetricsController(FogMetrics metrics, ViewSource views) {
        this.metrics = metrics;
        this.views = views;
    }

    @Get
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    String metrics() {
        metrics.show(views.snapshot());
        return metrics.scrape();
    }
}
