package org.fogward.fog.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.fogward.fog.auditlog.AuditAction;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.protocol.auditlog.AuditTail;

/**
 * What people changed, by the audit log, as entries of the ledger's access log. An entry's digest is that of its line, which stands for all
 * lines before it: whoever rewrites the audit log cannot make it fit the ledger again. For one thread.
 */
public final class Changes {

    private static final Set<String> WORDS = AuditAction.changes();

    private final AuditTail log;
    private final Pseudonyms pseudonyms;
    private final String federation;
    private long length;

    /**
     * Those of a state directory.
     *
     * @param federation the federation's id
     */
    public Changes(Path state, Pseudonyms pseudonyms, String federation) {
        log = new AuditTail(state);
        this.pseudonyms = pseudonyms;
        this.federation = federation;
    }

    /** Whether this fog node has logged such a change; other fog nodes of the federation log theirs. */
    public boolean isOwn(AccessEntry entry) {
        return entry.kind().equals(AccessEntry.CHANGE) && entry.entry().equals(id(entry.digest()));
    }

    /** All changes that the audit log tells of now, oldest first. */
    public List<AccessEntry> all() throws IOException {
        return entries(log.after(0));
    }

    /** Keeps those that have come since the last time; whether there were any. */
    boolean keep(LookStore store, Instant at) throws IOException {
        long now = log.length();
        if (now == length) {
            return false;
        }
        List<AuditTail.Line> lines = log.after(store.noted());
        List<AccessEntry> changes = entries(lines);
        if (!lines.isEmpty()) {
            store.add(changes, lines.getLast().entry().number(), at);
        }
        length = now;
        return !changes.isEmpty();
    }

    private List<AccessEntry> entries(List<AuditTail.Line> lines) {
        return lines.stream()
                .filter(line -> WORDS.contains(line.entry().action()))
                .map(line -> new AccessEntry(
                        federation,
                        id(line.digest()),
                        pseudonyms.of(line.entry().who()),
                        AccessEntry.CHANGE,
                        line.digest()))
                .toList();
    }

    private String id(String digest) {
        return pseudonyms.of("change " + digest);
    }
}
