package org.fogward.fog.dashboard;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import org.fogward.fog.gate.Presence;
import org.fogward.fog.gate.Visitor;
import org.fogward.fog.view.ChangeEntry;
import org.fogward.fog.view.CurrentRound;
import org.fogward.fog.view.FederationView;
import org.fogward.fog.view.GatewaySummary;
import org.fogward.fog.view.LedgerPosition;
import org.fogward.fog.view.LedgerView;
import org.fogward.fog.view.ModelEntry;
import org.fogward.fog.view.PlanEntry;
import org.fogward.fog.view.PlanSummary;
import org.fogward.fog.view.RollbackEntry;
import org.fogward.fog.view.RoundSummary;
import org.fogward.models.evaluate.SiteScore;
import org.reactivestreams.Publisher;

/** The federation's state, once as JSON at {@code /api/state} or as it changes at {@code /api/events}. */
@Controller("/api")
@SerdeImport(PageState.class)
@SerdeImport(Problem.class)
@SerdeImport(FederationView.class)
@SerdeImport(CurrentRound.class)
@SerdeImport(PlanSummary.class)
@SerdeImport(RoundSummary.class)
@SerdeImport(SiteScore.class)
@SerdeImport(GatewaySummary.class)
@SerdeImport(GatewaySummary.UpdateOutcome.class)
@SerdeImport(LedgerView.class)
@SerdeImport(LedgerPosition.class)
@SerdeImport(PlanEntry.class)
@SerdeImport(ModelEntry.class)
@SerdeImport(RollbackEntry.class)
@SerdeImport(RollbackEntry.Vote.class)
@SerdeImport(ChangeEntry.class)
final class StateController {
    private final StateFeed feed;
    private final Presence presence;

    StateController(StateFeed feed, Presence presence) {
        this.feed = feed;
        this.presence = presence;
    }

    @Get("/state")
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Header(name = "Cache-Control", value = "no-store")
    PageState state() {
        return feed.state();
    }

    @Get("/events")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @Header(name = "Cache-Control", value = "no-store")
    Publisher<Event<String>> events(HttpRequest<?> request) {
        return presence.whileSignedIn(Visitor.of(request), feed.events());
    }
}
