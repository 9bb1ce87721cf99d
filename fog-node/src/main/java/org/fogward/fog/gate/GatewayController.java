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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fogward.fog.auditlog.AuditAction;

/** {@code /api/gateways}: operators suspend, restore and invite gateways. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(GatewayDesk.Standing.class)
@SerdeImport(GatewayDesk.Invitation.class)
final class GatewayController {

    private final Gatehouse house;
    private final GatewayDesk desk;

    GatewayController(Gatehouse house, GatewayDesk desk) {
        this.house = house;
        this.desk = desk;
    }

    @Get("/gateways")
    @Header(name = "Cache-Control", value = "no-store")
    List<GatewayDesk.Standing> list() {
        return desk.gateways();
    }

    @Post("/gateways/{gateway}/suspend")
    HttpResponse<?> suspend(HttpRequest<?> request, String gateway, @Body CompletableFuture<String> body) {
        return done(request, AuditAction.GATEWAY_SUSPENDED, gateway, () -> {
            desk.suspend(gateway, Sent.read(body).text("reason"));
            return HttpResponse.noContent();
        });
    }

    @Post("/gateways/{gateway}/restore")
    HttpResponse<?> restore(HttpRequest<?> request, String gateway, @Body CompletableFuture<String> body) {
        return done(request, AuditAction.GATEWAY_RESTORED, gateway, () -> {
            desk.restore(gateway, Sent.read(body).text("reason"));
            return HttpResponse.noContent();
        });
    }

    @Post("/invitations")
    HttpResponse<?> invite(HttpRequest<?> request, @Body CompletableFuture<String> body) {
        try {
            String gateway = Sent.read(body).text("gateway");
            return done(request, AuditAction.GATEWAY_INVITED, gateway, () -> HttpResponse.ok(desk.invite(gateway))
                    .header("Cache-Control", "no-store"));
        } catch (IllegalArgumentException e) {
            return Refusal.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private interface Work {
        HttpResponse<?> run();
    }

    private HttpResponse<?> done(HttpRequest<?> request, AuditAction action, String gateway, Work work) {
        Visitor visitor = Visitor.of(request);
        try {
            HttpResponse<?> answer = work.run();
            house.log().write(visitor.session().name(), visitor.address(), action, gateway);
            return answer;
        } catch (IllegalArgumentException e) {
            return Refusal.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
