package org.fogward.fog.gate;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.fogward.fog.people.Role;
import org.fogward.fog.people.Session;
import org.fogward.protocol.page.RequestLimits;
import org.fogward.protocol.page.RequestOrigin;
import org.fogward.protocol.people.Secret;
import org.jspecify.annotations.Nullable;

/** Lets a request through, or not, by {@link AccessTable}, before anything else sees it. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(100)
final class Gate {

    /** What a page shows with each change. */
    private static final String PAGE_TOKEN = "Fogward-Page";

    private static final String SCHEME = "Bearer ";
    private static final String EVENTS = "/api/events";

    private final Gatehouse house;
    private final RequestLimits byAddress;
    private final RequestLimits bySession;

    Gate(Gatehouse house) {
        this.house = house;
        byAddress = new RequestLimits(house.clock(), 1_000, 100);
        bySession = new RequestLimits(house.clock(), 300, 20);
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        String path = route(request);
        Optional<Admittance> admittance = AccessTable.of(request.getMethodName(), path);
        if (admittance.filter(Admittance.GATEWAY::equals).isPresent()) {
            return null;
        }
        String address = Visitor.address(request);
        Duration wait = byAddress.take(address);
        if (!wait.isZero()) {
            return TooMany.answer(wait);
        }
        Optional<Session> session =
                SessionCookie.of(request).flatMap(secret -> house.sessions().find(secret, !path.equals(EVENTS)));
        if (session.isPresent()) {
            wait = bySession.take(session.get().id());
            if (!wait.isZero()) {
                return TooMany.answer(wait);
            }
            new Visitor(session.get(), address).enter(request);
        }
        return decide(request, admittance, session);
    }

    private @Nullable HttpResponse<?> decide(
            HttpRequest<?> request, Optional<Admittance> admittance, Optional<Session> session) {
        boolean scraper = admittance.filter(Admittance.SCRAPER::equals).isPresent() && hasMetricsToken(request);
        if (scraper) {
            return null;
        }
        boolean open = admittance.filter(Admittance.ANYBODY::equals).isPresent();
        if (!open && session.isEmpty()) {
            return toSignIn(request);
        }
        Optional<Role> needed = admittance.flatMap(Admittance::role);
        if (needed.isPresent() && !session.orElseThrow().role().covers(needed.get())) {
            throw new HttpStatusException(HttpStatus.FORBIDDEN, "the role does not do");
        }
        requireOwnPage(request, open ? Optional.empty() : session);
        if (admittance.isEmpty() && RouteAttributes.getRouteInfo(request).isPresent()) {
            throw new HttpStatusException(HttpStatus.FORBIDDEN, "a route for nobody");
        }
        return null;
    }

    private static void requireOwnPage(HttpRequest<?> request, Optional<Session> session) {
        if (RequestOrigin.changesNothing(request.getMethodName())) {
            return;
        }
        String token = request.getHeaders().get(PAGE_TOKEN, String.class, "");
        boolean known = session.isEmpty() || Secret.same(session.get().pageToken(), token);
        if (!known || !origin(request).isOurs()) {
            throw new HttpStatusException(HttpStatus.FORBIDDEN, "not from a page of this door");
        }
    }

    private static RequestOrigin origin(HttpRequest<?> request) {
        HttpHeaders headers = request.getHeaders();
        return new RequestOrigin(
                headers.get(HttpHeaders.HOST, String.class, ""),
                headers.get(HttpHeaders.ORIGIN, String.class, ""),
                headers.get(RequestOrigin.SITE, String.class, ""));
    }

    /** By the route that was found, not by what the request's path looks like; files have no route. */
    private static String route(HttpRequest<?> request) {
        return RouteAttributes.getRouteInfo(request)
                .filter(UriRouteInfo.class::isInstance)
                .map(route -> ((UriRouteInfo<?, ?>) route).getUriMatchTemplate().toPathString())
                .orElse(request.getPath());
    }

    private boolean hasMetricsToken(HttpRequest<?> request) {
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION, String.class, "");
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && house.isMetricsToken(authorization.substring(SCHEME.length()).strip());
    }

    private static HttpResponse<?> toSignIn(HttpRequest<?> request) {
        boolean page = RequestOrigin.changesNothing(request.getMethodName())
                && request.accept().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals);
        if (!page) {
            throw new HttpStatusException(HttpStatus.UNAUTHORIZED, "nobody is signed in");
        }
        String next = URLEncoder.encode(request.getPath(), StandardCharsets.UTF_8);
        return HttpResponse.seeOther(URI.create("/sign-in" + (next.equals("%2F") ? "" : "?next=" + next)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
