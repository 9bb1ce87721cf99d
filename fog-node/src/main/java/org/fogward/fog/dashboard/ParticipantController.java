package org.fogward.fog.dashboard;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.SerdeImport;
import org.fogward.fog.view.LedgerPages;
import org.fogward.fog.view.ParticipantEntry;
import org.fogward.fog.view.ParticipantPage;

/** {@code GET /api/ledger/participants?after=<gateway>}: the federation's gateways as the ledger has them, a hundred at a time. */
@Controller("/api/ledger/participants")
@ExecuteOn(TaskExecutors.BLOCKING)
@SerdeImport(ParticipantPage.class)
@SerdeImport(ParticipantEntry.class)
@SerdeImport(ParticipantEntry.Fingerprint.class)
final class ParticipantController {
    private final LedgerPages pages;

    ParticipantController(LedgerPages pages) {
        this.pages = pages;
    }

    @Get
    @Header(name = "Cache-Control", value = "no-store")
    ParticipantPage participants(@QueryValue(defaultValue = "") String after) {
        return pages.participants(after);
    }
}
