package org.fogward.fog.dashboard;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import java.util.List;
import org.fogward.fog.anchor.ProofSource;
import org.fogward.protocol.identity.GatewayId;

/** {@code GET /api/proofs/<round>/<gateway>}: one proof for each update that the gateway sent in that round, maybe none. */
@Controller("/api/proofs")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(ProofDocument.class)
final class ProofController {
    private final ProofSource proofs;

    ProofController(ProofSource proofs) {
        this.proofs = proofs;
    }

    @Get("/{round}/{gateway}")
    List<ProofDocument> proofs(long round, String gateway) {
        return proofs.proofs(round, parse(gateway)).stream()
                .map(ProofDocument::of)
                .toList();
    }

    private static GatewayId parse(String gateway) {
        try {
            return new GatewayId(gateway);
        } catch (IllegalArgumentException notAnId) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "no gateway id");
        }
    }
}
