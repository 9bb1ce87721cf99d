package org.fogward.fog.dashboard;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import org.fogward.fog.audit.Verification;
import org.fogward.fog.audit.VerificationState;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.fog.gate.Gatehouse;
import org.fogward.fog.gate.Visitor;

/**
 * {@code POST /api/verification} begins to check the whole history, {@code GET} tells how far it is, one step after the other. Who began it
 * is written down.
 */
@Controller("/api/verification")
@SerdeImport(VerificationState.class)
final class VerificationController {
    private final Verification verification;
    private final Gatehouse house;

    VerificationController(Verification verification, Gatehouse house) {
        this.verification = verification;
        this.house = house;
    }

    @Post
    @Status(HttpStatus.ACCEPTED)
    @ExecuteOn(TaskExecutors.BLOCKING)
    VerificationState start(HttpRequest<?> request) {
        Visitor visitor = Visitor.of(request);
        house.log().write(visitor.session().name(), visitor.address(), AuditAction.VERIFICATION_STARTED, "");
        return verification.start();
    }

    @Get
    @Header(name = "Cache-Control", value = "no-store")
    VerificationState state() {
        return verification.state();
    }
}
