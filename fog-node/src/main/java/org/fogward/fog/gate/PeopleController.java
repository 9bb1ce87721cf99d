package org.fogward.fog.gate;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.fog.people.Role;
import org.fogward.protocol.page.SentFields;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.PeopleException;
import org.fogward.protocol.people.PersonName;

/** {@code /api/people}: operators list, add, change and remove accounts. */
@Controller("/api/people")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(PeopleController.Person.class)
final class PeopleController {

    private static final Duration BUSY = Duration.ofSeconds(2);

    private final Gatehouse house;

    PeopleController(Gatehouse house) {
        this.house = house;
    }

    /** An account as it goes over the wire. */
    public record Person(String name, String role, Instant since) {}

    @Get
    @Header(name = "Cache-Control", value = "no-store")
    List<Person> list() {
        return house.accounts().all().stream()
                .map(account ->
                        new Person(account.name().value(), account.role().word(), account.madeAt()))
                .toList();
    }

    @Post
    HttpResponse<?> add(HttpRequest<?> request, @Body CompletableFuture<String> body) {
        return change(request, () -> {
            SentFields given = Sent.read(body);
            PersonName name = new PersonName(given.text("name"));
            Role role = Role.parse(given.text("role"));
            house.accounts().add(name, role, given.text("password"));
            return new Done(AuditAction.ACCOUNT_ADDED, name + " as " + role.word());
        });
    }

    @Put("/{name}/role")
    HttpResponse<?> changeRole(HttpRequest<?> request, String name, @Body CompletableFuture<String> body) {
        return change(request, () -> {
            PersonName changed = new PersonName(name);
            Role role = Role.parse(Sent.read(body).text("role"));
            house.accounts().changeRole(changed, role);
            return new Done(AuditAction.ACCOUNT_CHANGED, changed + " is " + role.word() + " now");
        });
    }

    @Put("/{name}/password")
    HttpResponse<?> changePassword(HttpRequest<?> request, String name, @Body CompletableFuture<String> body) {
        return change(request, () -> {
            PersonName changed = new PersonName(name);
            house.accounts().changePassword(changed, Sent.read(body).text("password"));
            return new Done(AuditAction.ACCOUNT_CHANGED, changed + " has another password now");
        });
    }

    @Delete("/{name}")
    HttpResponse<?> remove(HttpRequest<?> request, String name) {
        return change(request, () -> {
            PersonName removed = new PersonName(name);
            house.accounts().remove(removed);
            return new Done(AuditAction.ACCOUNT_REMOVED, removed.value());
        });
    }

    private record Done(AuditAction action, String detail) {}

    private interface Change {
        Done make() throws PeopleException, BusyException;
    }

    private HttpResponse<?> change(HttpRequest<?> request, Change change) {
        Visitor visitor = Visitor.of(request);
        try {
            Done done = change.make();
            house.log().write(visitor.session().name(), visitor.address(), done.action(), done.detail());
            return HttpResponse.noContent();
        } catch (IllegalArgumentException e) {
            return Refusal.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (PeopleException e) {
            return Refusal.of(e);
        } catch (BusyException e) {
            return TooMany.answer(BUSY);
        }
    }
}
