package org.fogward.fog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.fogward.fog.access.Changes;
import org.fogward.fog.access.Pseudonyms;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.verify.ChainVerifier;
import org.fogward.protocol.identity.FederationId;

/**
 * The audit log beside the ledger's access log.
 *
 * @param logged how many of the audit log's changes are on the ledger
 * @param waiting how many are not
 * @param findings a sentence for each change of this fog node's on the ledger that the audit log does not tell of
 */
record ChangesOnLedger(long logged, long waiting, List<String> findings) {

    /** Compares what lies in a state directory; a node may be running. */
    static ChangesOnLedger of(Path state, FederationId federation) throws IOException {
        Changes changes = new Changes(state, Pseudonyms.open(state), federation.value());
        Set<String> told = changes.all().stream().map(AccessEntry::digest).collect(Collectors.toSet());
        Path ledger = new StateLayout(state).ledger();
        Set<String> onLedger = Files.isDirectory(ledger)
                ? ChainVerifier.verifyWhileWritten(ledger).accesses().stream()
                        .filter(changes::isOwn)
                        .map(AccessEntry::digest)
                        .collect(Collectors.toSet())
                : Set.of();
        List<String> findings = onLedger.stream()
                .filter(digest -> !told.contains(digest))
                .sorted()
                .map(digest -> "the ledger tells of a change whose line is not in the log, or was changed: " + digest)
                .toList();
        long logged = told.stream().filter(onLedger::contains).count();
        return new ChangesOnLedger(logged, told.size() - logged, findings);
    }
}
