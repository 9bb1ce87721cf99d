package org.fogward.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for parsers that read files: in memory where the system has such a place. */
public final class Folders {
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    private Folders() {}

    /** A new folder, deleted when the process ends. */
    public static Path create() {
        try {
            Path folder = Files.isWritable(IN_MEMORY)
                    ? Files.createTempDirectory(IN_MEMORY, "fogward-fuzz")
                    : Files.createTempDirectory("fogward-fuzz");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            // What is in memory goes with the machine, and what is not the system tidies up.
        }
    }
}
