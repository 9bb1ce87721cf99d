package org.fogward.sim.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.fogward.ledger.verify.ChainReport;
import org.fogward.ledger.verify.ChainVerifier;

/** What a run stored of its rounds, checked as an auditor would. */
record StoredHistory(Path state) {

    /** Whether the audit found nothing; what it found is printed. */
    boolean isSound(PrintWriter out) {
        ChainReport report = ChainVerifier.verify(state.resolve("ledger"));
        report.findings().forEach(out::println);
        return report.clean();
    }
}
