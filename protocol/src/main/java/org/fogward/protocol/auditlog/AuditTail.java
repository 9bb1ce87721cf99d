package org.fogward.protocol.auditlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Follows an audit log that others, other processes too, write to. Thread-safe. */
public final class AuditTail {

    private final AuditFiles files;

    /**
     * A line of the log.
     *
     * @param entry what it tells
     * @param digest SHA-256 of the line, hex; since it names the line before, of all lines before too
     */
    public record Line(AuditEntry entry, String digest) {}

    /**
     * Of the log in a directory, which need not be there yet.
     *
     * @param directory a state directory
     */
    public AuditTail(Path directory) {
        files = new AuditFiles(directory);
    }

    /** How long the file is that is written to; another number whenever there is something new. */
    public long length() throws IOException {
        return Files.exists(files.current()) ? Files.size(files.current()) : 0;
    }

    /**
     * The whole lines after one, oldest first; those that are damaged are left out.
     *
     * @param number of the line after which to begin, 0 for all
     */
    public List<Line> after(long number) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Path file : files.since(number)) {
            AuditFiles.read(file, (line, whole) -> {
                if (whole) {
                    AuditLine.parse(line)
                            .filter(read -> read.entry().number() > number)
                            .ifPresent(read -> lines.add(new Line(read.entry(), AuditLine.digest(line))));
                }
            });
        }
        return lines;
    }
}
