package org.fogward.edge.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fogward.protocol.page.BrowserRules;
import org.fogward.protocol.page.RequestLimits;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before every route: counts requests, knows who is signed in, and lets changes through only from the page itself. Thread-safe. */
final class PageGate implements HttpHandler {
    /** What a page shows with each change. */
    static final String PAGE_TOKEN = "Fogward-Page";

    private static final Logger LOG = LoggerFactory.getLogger(PageGate.class);
    private static final String STATUS = "/api/status";
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final List<Route> routes;
    private final SignInDesk people;
    private final RequestLimits limits;
    private final Runnable requestRead;

    /** @param requestRead hears, on its thread, of each request that is whole */
    PageGate(List<Route> routes, SignInDesk people, Clock clock, Runnable requestRead) {
        this.routes = List.copyOf(routes);
        this.people = people;
        this.limits = new RequestLimits(clock, 200, 20);
        this.requestRead = requestRead;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Visit visit = Visit.of(exchange);
            requestRead.run();
            Answer answer = answer(visit);
            BrowserRules.HEADERS.forEach(exchange.getResponseHeaders()::set);
            // A page from before an update must not meet a gateway from after it.
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean silent =
                    answer.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), silent ? -1 : answer.body().length);
            if (!silent) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer answer(Visit visit) {
        try {
            Duration wait = limits.take(visit.address());
            if (!wait.isZero()) {
                throw PageRefusal.tooMany(wait);
            }
            return admitted(visit);
        } catch (PageRefusal e) {
            return Answer.refusal(e);
        } catch (IllegalArgumentException e) {
            return Answer.refusal(400, String.valueOf(e.getMessage()));
        } catch (PeopleException e) {
            return Answer.refusal(
                    e.reason() == PeopleException.Reason.CONFLICT ? 409 : 400, String.valueOf(e.getMessage()));
        } catch (BusyException e) {
            return Answer.refusal(PageRefusal.tooMany(BUSY));
        } catch (IOException | RuntimeException e) {
            LOG.error("The page could not answer {} {}: {}", visit.method(), known(visit), e.toString());
            return Answer.refusal(500, "the gateway could not do that; its log says why");
        }
    }

    private Answer admitted(Visit visit) throws IOException, PageRefusal, PeopleException, BusyException {
        List<Route> here = routes.stream()
                .filter(route -> route.path().equals(visit.path()))
                .toList();
        Optional<Route> route = here.stream()
                .filter(each -> each.method().equals(visit.method()))
                .findFirst();
        // A page that is left open asks how the gateway is for ever; that is no use.
        Optional<Session> session = people.session(visit, !visit.path().equals(STATUS));
        boolean open = route.filter(found -> found.admittance() == Route.Admittance.ANYBODY)
                .isPresent();
        if (!open && session.isEmpty()) {
            return strangerAt(visit);
        }
        if (route.isEmpty()) {
            throw here.isEmpty()
                    ? new PageRefusal(404, "there is nothing at this address")
                    : new PageRefusal(405, "not by this method");
        }
        requireOwnPage(visit, open ? Optional.empty() : session);
        return route.get().handler().answer(session.map(visit::by).orElse(visit));
    }

    private static Answer strangerAt(Visit visit) throws PageRefusal {
        if (visit.changesNothing() && visit.path().equals("/")) {
            return Answer.seeOther("/sign-in");
        }
        throw new PageRefusal(401, "nobody is signed in");
    }

    private static void requireOwnPage(Visit visit, Optional<Session> session) throws PageRefusal {
        if (visit.changesNothing()) {
            return;
        }
        boolean known = session.isEmpty() || Secret.same(session.get().pageToken(), visit.header(PAGE_TOKEN));
        if (!known || !visit.origin().isOurs()) {
            throw new PageRefusal(403, "not from a page of this gateway");
        }
    }

    /** Only paths of the page itself go to the log: whatever else is asked for may hold anything. */
    private String known(Visit visit) {
        return routes.stream()
                .map(Route::path)
                .filter(visit.path()::equals)
                .findFirst()
                .orElse("elsewhere");
    }
}
