package org.fogward.fog.gate;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import java.util.List;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.protocol.auditlog.AuditEntry;

/** {@code GET /api/audit-log}: the newest entries, newest first. Looking is written down as well. */
@Controller("/api/audit-log")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(AuditEntry.class)
final class AuditLogController {

    private static final int MOST = 200;

    private final Gatehouse house;

    AuditLogController(Gatehouse house) {
        this.house = house;
    }

    @Get
    @Header(name = "Cache-Control", value = "no-store")
    List<AuditEntry> newest(HttpRequest<?> request) {
        Visitor visitor = Visitor.of(request);
        house.log().write(visitor.session().name(), visitor.address(), AuditAction.AUDIT_LOG_SEEN, "");
        return house.log().newest(MOST);
    }
}
