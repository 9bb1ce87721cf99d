package org.fogward.fog.gate;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.fog.people.Session;

/** {@code GET /api/session}: who is signed in. {@code POST /api/session/end} and {@code /end-all} end one or all of their sessions. */
@Controller("/api/session")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(SessionController.About.class)
final class SessionController {

    private final Gatehouse house;

    SessionController(Gatehouse house) {
        this.house = house;
    }

    /** Who is signed in, and what the page has to show with each change. */
    public record About(String name, String role, String pageToken) {

        static About of(Session session) {
            return new About(session.name(), session.role().word(), session.pageToken());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @Get
    @Header(name = "Cache-Control", value = "no-store")
    About about(HttpRequest<?> request) {
        return About.of(Visitor.of(request).session());
    }

    @Post("/end")
    HttpResponse<?> end(HttpRequest<?> request) {
        Visitor visitor = Visitor.of(request);
        house.sessions().end(visitor.session());
        return signedOut(visitor, "");
    }

    @Post("/end-all")
    HttpResponse<?> endAll(HttpRequest<?> request) {
        Visitor visitor = Visitor.of(request);
        house.sessions().endAll(visitor.session());
        return signedOut(visitor, "everywhere");
    }

    private HttpResponse<?> signedOut(Visitor visitor, String detail) {
        house.log().write(visitor.session().name(), visitor.address(), AuditAction.SIGNED_OUT, detail);
        return HttpResponse.noContent().header(SessionCookie.header(), SessionCookie.end());
    }
}
