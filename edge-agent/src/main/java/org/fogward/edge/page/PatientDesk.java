package org.fogward.edge.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.fogward.protocol.auditlog.AuditLog;
import org.fogward.protocol.page.SentFields;

/** Forgets patients. Their ids come in a request's body, go to the gateway, and nowhere else. Thread-safe. */
final class PatientDesk {
    private static final int MOST_CHARACTERS = 256;

    private final GatewayDesk gateway;
    private final AuditLog log;

    PatientDesk(GatewayDesk gateway, AuditLog log) {
        this.gateway = gateway;
        this.log = log;
    }

    Answer forget(Visit visit) throws IOException, PageRefusal {
        SentFields sent = visit.fields();
        String patient = sent.text("patient").strip();
        if (patient.isEmpty() || patient.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("patient: 1 to " + MOST_CHARACTERS + " characters expected");
        }
        boolean mayReturn = sent.text("mayReturn").equals("yes");
        log.write(
                Administrator.NAME.value(),
                visit.address(),
                mayReturn ? PageAction.FORGET_PATIENT_WHO_MAY_RETURN : PageAction.FORGET_PATIENT,
                "");
        return Answer.json(JsonNodeFactory.instance.objectNode().put("samples", gateway.forget(patient, mayReturn)));
    }
}
