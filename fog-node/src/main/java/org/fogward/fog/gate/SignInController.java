package org.fogward.fog.gate;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fogward.fog.people.SignInOutcome;
import org.fogward.protocol.page.SentFields;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.PersonName;
import org.fogward.protocol.people.Secret;

/** {@code POST /api/sign-in} and {@code POST /api/first} begin a session; {@code GET /api/sign-in} tells what a sign-in page can offer. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(SignInController.Offer.class)
@SerdeImport(Refusal.class)
final class SignInController {

    private static final Duration BUSY = Duration.ofSeconds(2);

    private final Gatehouse house;

    SignInController(Gatehouse house) {
        this.house = house;
    }

    /** Whether the first account is still to be made, whether the visitor is signed in, and whether an organisation can sign them in. */
    public record Offer(boolean first, boolean signedIn, boolean openid) {}

    @Get("/sign-in")
    @Header(name = "Cache-Control", value = "no-store")
    Offer offer(HttpRequest<?> request) {
        return new Offer(
                house.accounts().none(),
                Visitor.find(request).isPresent(),
                house.openid().isPresent());
    }

    @Post("/sign-in")
    HttpResponse<?> signIn(HttpRequest<?> request, @Body CompletableFuture<String> body) {
        return enter(request, () -> {
            SentFields sent = Sent.read(body);
            return house.signIns().signIn(sent.text("name"), sent.text("password"), Visitor.address(request));
        });
    }

    @Post("/first")
    HttpResponse<?> first(HttpRequest<?> request, @Body CompletableFuture<String> body) {
        return enter(request, () -> {
            SentFields sent = Sent.read(body);
            return house.signIns()
                    .first(
                            new Secret(sent.text("code")),
                            new PersonName(sent.text("name")),
                            sent.text("password"),
                            Visitor.address(request));
        });
    }

    private interface Attempt {
        SignInOutcome make() throws PeopleException, BusyException;
    }

    private HttpResponse<?> enter(HttpRequest<?> request, Attempt attempt) {
        try {
            SignInOutcome outcome = attempt.make();
            if (outcome instanceof SignInOutcome.SignedIn) {
                Visitor.find(request).ifPresent(before -> house.sessions().end(before.session()));
            }
            return answer(outcome);
        } catch (IllegalArgumentException e) {
            return Refusal.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (PeopleException e) {
            return Refusal.of(e);
        } catch (BusyException e) {
            return TooMany.answer(BUSY);
        }
    }

    private static HttpResponse<?> answer(SignInOutcome outcome) {
        return switch (outcome) {
            case SignInOutcome.SignedIn in ->
                HttpResponse.ok(SessionController.About.of(in.session()))
                        .header(SessionCookie.header(), SessionCookie.set(in.secret()))
                        .header("Cache-Control", "no-store");
            case SignInOutcome.Wrong _ ->
                Refusal.of(HttpStatus.UNAUTHORIZED, "that did not match; check what you typed");
            case SignInOutcome.Wait wait -> TooMany.answer(wait.time());
        };
    }
}
