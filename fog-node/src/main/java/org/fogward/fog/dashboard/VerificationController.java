package org.fogward.fog.dashboard;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.serde.annotation.SerdeImport;
import org.fogward.fog.audit.Verification;
import org.fogward.fog.audit.VerificationState;

/**
 * {@code POST /api/verification} begins to check the whole history, {@code GET} tells how far it is. A page of another site cannot begin
 * it: the header that has to be there is one that browsers ask about first.
 */
@Controller("/api/verification")
@SerdeImport(VerificationState.class)
final class VerificationController {
    private final Verification verification;

    VerificationController(Verification verification) {
        this.verification = verification;
    }

    @Post
    @Status(HttpStatus.ACCEPTED)
    VerificationState start(@Header("Fogward-Page") String page) {
        return verification.start();
    }

    @Get
    @Header(name = "Cache-Control", value = "no-store")
    VerificationState state() {
        return verification.state();
    }
}
