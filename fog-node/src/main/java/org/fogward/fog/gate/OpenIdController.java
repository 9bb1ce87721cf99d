package org.fogward.fog.gate;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.fog.openid.OpenIdException;
import org.fogward.fog.openid.OpenIdPerson;
import org.fogward.fog.openid.OpenIdSignIn;
import org.fogward.fog.people.SignInOutcome.SignedIn;
import org.fogward.protocol.people.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /sign-in/openid} sends somebody to their organisation, {@code /sign-in/openid/back} receives them. */
@Controller("/sign-in/openid")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OpenIdController {

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdController.class);
    private static final String COOKIE = "__Host-fogward-openid";
    private static final String BACK = "/sign-in/openid/back";
    private static final URI FAILED = URI.create("/sign-in?problem=openid");

    /** A redirect would still count as coming from the organisation's site, and the session's cookie would not go with it. */
    private static final String ARRIVED = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=/"><title>Signed in · Fogward</title></head>
            <body><p>Signed in. <a href="/">On to the federation</a></p></body>
            </html>
            """;

    private final Gatehouse house;

    OpenIdController(Gatehouse house) {
        this.house = house;
    }

    @Get
    HttpResponse<?> leave(HttpRequest<?> request) {
        try {
            OpenIdSignIn.Way way = openid().begin(own(request, BACK));
            return HttpResponse.seeOther(way.to())
                    .header(HttpHeaders.SET_COOKIE, cookie(way.secret().reveal(), OpenIdSignIn.PATIENCE.toSeconds()))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store");
        } catch (OpenIdException e) {
            return failed(request, e);
        }
    }

    @Get("/back")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> back(HttpRequest<?> request) {
        String kept =
                request.getCookies().findCookie(COOKIE).map(Cookie::getValue).orElse("");
        try {
            OpenIdPerson person = openid().finish(
                            new Secret(kept), own(request, request.getUri().toString()));
            SignedIn in = house.signIns()
                    .foreign(
                            person.name(),
                            person.role(),
                            "as " + person.role().word() + ", by the organisation, subject " + person.subject(),
                            Visitor.address(request));
            return HttpResponse.ok(ARRIVED)
                    .header(SessionCookie.header(), SessionCookie.set(in.secret()))
                    .header(SessionCookie.header(), cookie("", 0))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store");
        } catch (OpenIdException e) {
            return failed(request, e);
        }
    }

    private HttpResponse<?> failed(HttpRequest<?> request, OpenIdException failure) {
        LOG.info("somebody was not signed in by their organisation: {}", failure.getMessage());
        house.log()
                .write(
                        "",
                        Visitor.address(request),
                        AuditAction.SIGN_IN_REFUSED,
                        "by the organisation: " + failure.getMessage());
        return HttpResponse.seeOther(FAILED).header(SessionCookie.header(), cookie("", 0));
    }

    private OpenIdSignIn openid() {
        return house.openid().orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no organisation"));
    }

    private static URI own(HttpRequest<?> request, String path) {
        try {
            return URI.create("https://" + request.getHeaders().get(HttpHeaders.HOST, String.class, ""))
                    .resolve(path);
        } catch (IllegalArgumentException e) {
            throw new HttpStatusException(HttpStatus.BAD_REQUEST, "no host");
        }
    }

    /** Not {@code Strict}: it has to come along from the organisation's site. */
    private static String cookie(String value, long seconds) {
        return COOKIE + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=" + seconds;
    }
}
