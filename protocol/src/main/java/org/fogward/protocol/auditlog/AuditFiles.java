package org.fogward.protocol.auditlog;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of an audit log: the one that is written to, and the full ones before it. */
final class AuditFiles {

    static final String NAME = "audit.log";

    private final Path folder;

    AuditFiles(Path folder) {
        this.folder = folder;
    }

    Path current() {
        return folder.resolve(NAME);
    }

    /** Where the current one goes when it is full; names sort in order of time. */
    Path full(long lastNumber) {
        return folder.resolve(NAME + ".%012d".formatted(lastNumber));
    }

    /** All that exist, oldest first. */
    List<Path> all() throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> names = Files.list(folder)) {
                names.filter(file -> file.getFileName().toString().matches("audit\\.log\\.[0-9]{12}"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        if (Files.exists(current())) {
            files.add(current());
        }
        return files;
    }

    /** Those that hold lines after one, oldest first. */
    List<Path> since(long number) throws IOException {
        return all().stream()
                .filter(file -> file.equals(current()) || file.compareTo(full(number)) > 0)
                .toList();
    }

    /** What is done with each line. */
    interface Reader {
        /** Takes a line without its end; the last one of a file may lack its end. */
        void line(byte[] line, boolean whole);
    }

    static void read(Path file, Reader reader) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    reader.line(line.toByteArray(), true);
                    line.reset();
                } else if (line.size() <= AuditLine.MOST_BYTES) {
                    line.write(next);
                }
            }
            if (line.size() > 0) {
                reader.line(line.toByteArray(), false);
            }
        }
    }

    /** The newest whole line of all files before the current one. */
    Optional<byte[]> lastOfFull() throws IOException {
        List<Path> before = new ArrayList<>(all());
        before.remove(current());
        if (before.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> last = new ArrayList<>();
        read(before.getLast(), (line, whole) -> {
            last.clear();
            last.add(line);
        });
        return last.stream().findFirst();
    }
}
