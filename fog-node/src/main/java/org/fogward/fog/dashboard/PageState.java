package org.fogward.fog.dashboard;

import java.util.List;
import java.util.stream.Stream;
import org.fogward.fog.health.HealthChecks;
import org.fogward.fog.health.HealthStatus;
import org.fogward.fog.view.FederationView;

/**
 * All that the page shows, as it goes over the wire. Times are ISO 8601 in UTC; what is absent is {@code null}.
 *
 * @param view the federation
 * @param problems gateways that saw the ledger's history rewritten, and the parts that do not work; empty when all is well
 */
public record PageState(FederationView view, List<Problem> problems) {

    static PageState of(FederationView view, HealthChecks health) {
        Stream<Problem> alarms = view.gateways().stream()
                .flatMap(gateway -> gateway
                        .historyAlarm()
                        .map(alarm -> new Problem("ledger", gateway.gateway() + " says that " + alarm))
                        .stream());
        Stream<Problem> broken = health.report().components().entrySet().stream()
                .filter(part -> part.getValue().status() == HealthStatus.DOWN)
                .map(part -> new Problem(part.getKey(), part.getValue().detail()));
        return new PageState(view, Stream.concat(alarms, broken).toList());
    }
}
