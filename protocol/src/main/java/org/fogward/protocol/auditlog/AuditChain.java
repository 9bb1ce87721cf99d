package org.fogward.protocol.auditlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads an audit log from its first line and finds what was changed afterwards. For one thread. */
public final class AuditChain {

    private static final int MOST_FINDINGS = 100;

    private final List<String> findings = new ArrayList<>();
    private final Consumer<AuditEntry> entries;
    private String previous = AuditLine.NOTHING;
    private long number;

    private AuditChain(Consumer<AuditEntry> entries) {
        this.entries = entries;
    }

    /**
     * What was found.
     *
     * @param entries how many lines there are
     * @param head digest of the last line, hex: kept elsewhere, it shows later whether lines were cut off at the end
     * @param findings what does not fit, a sentence each, at most 100; empty if all does
     */
    public record Result(long entries, String head, List<String> findings) {}

    /**
     * Reads it all.
     *
     * @param directory a state directory
     * @param entries hears of each line that can be read, oldest first
     * @throws IOException if a file cannot be read
     */
    public static Result read(Path directory, Consumer<AuditEntry> entries) throws IOException {
        AuditChain chain = new AuditChain(entries);
        for (Path file : new AuditFiles(directory).all()) {
            String name = file.getFileName().toString();
            AuditFiles.read(file, (line, whole) -> chain.line(name, line, whole));
        }
        return new Result(chain.number, chain.previous, List.copyOf(chain.findings));
    }

    private void line(String file, byte[] line, boolean whole) {
        if (!whole) {
            find(file + ": its end is torn after line " + number);
            return;
        }
        number++;
        Optional<AuditLine> read = AuditLine.parse(line);
        if (read.isEmpty()) {
            find(file + ": line " + number + " cannot be read");
        } else {
            if (read.get().entry().number() != number) {
                find(file + ": line " + number + " has the number "
                        + read.get().entry().number());
            }
            if (!read.get().previous().equals(previous)) {
                find(file + ": line " + number + " does not follow from the one before");
            }
            entries.accept(read.get().entry());
        }
        previous = AuditLine.digest(line);
    }

    private void find(String finding) {
        if (findings.size() < MOST_FINDINGS) {
            findings.add(finding);
        }
    }
}
