package org.fogward.protocol.auditlog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.fuzzing.Texts;

/** An audit log that was changed or torn: a line, and a file of lines. */
public final class AuditLogFuzz implements FuzzTarget {
    private final Path folder = Folders.create();
    private final Path file = new AuditFiles(folder).current();

    @Override
    public List<byte[]> seeds() {
        AuditLine first = line(1, AuditLine.NOTHING);
        AuditLine second = line(2, AuditLine.digest(first.bytes()));
        String both = Texts.of(first.bytes()) + "\n" + Texts.of(second.bytes()) + "\n";
        return List.of(
                first.bytes(),
                Texts.seeds(both).getFirst(),
                Texts.seeds(both.substring(0, both.length() - 4)).getFirst());
    }

    private static AuditLine line(long number, String previous) {
        return new AuditLine(
                new AuditEntry(number, Instant.parse("2026-03-01T12:00:00Z"), "ann", "::1", "sign-in", "\u00e9\""),
                previous);
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        Optional<AuditLine> read = AuditLine.parse(input);
        read.ifPresent(line -> Promise.same(line.bytes(), input));
        Files.write(file, input);
        long[] heard = {0};
        AuditChain.Result result = AuditChain.read(folder, entry -> heard[0]++);
        Promise.that(heard[0] <= result.entries() && result.findings().size() <= 100, "findings: too many");
    }
}
