package org.fogward.fog.dashboard;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import java.util.List;
import org.fogward.fog.access.Looks;
import org.fogward.fog.anchor.ProofSource;
import org.fogward.fog.anchor.UpdateProof;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.fog.gate.Gatehouse;
import org.fogward.fog.gate.Visitor;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.GatewayId;

/** {@code GET /api/proofs/<round>/<gateway>}: one proof for each update that the gateway sent in that round, maybe none. */
@Controller("/api/proofs")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(ProofDocument.class)
final class ProofController {
    private final ProofSource proofs;
    private final Gatehouse house;
    private final Looks looks;

    ProofController(ProofSource proofs, Gatehouse house, Looks looks) {
        this.proofs = proofs;
        this.house = house;
        this.looks = looks;
    }

    @Get("/{round}/{gateway}")
    @Header(name = "Cache-Control", value = "no-store")
    List<ProofDocument> proofs(HttpRequest<?> request, long round, String gateway) {
        Visitor visitor = Visitor.of(request);
        List<UpdateProof> found = proofs.proofs(round, parse(gateway));
        house.log()
                .write(
                        visitor.session().name(),
                        visitor.address(),
                        AuditAction.PROOF_SEEN,
                        "round " + round + ", " + gateway);
        found.forEach(proof -> looks.proofSeen(visitor.session().name(), Digest.of(proof.leaf())));
        return found.stream().map(ProofDocument::of).toList();
    }

    private static GatewayId parse(String gateway) {
        try {
            return new GatewayId(gateway);
        } catch (IllegalArgumentException notAnId) {
            throw new HttpStatusException(HttpStatus.NOT_FOUND, "no gateway id");
        }
    }
}
