package org.fogward.sim.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a demo stores everything: the fog node's state at the top, as {@code fogward ledger --state} expects it, and the gateways'
 * below. A folder that nobody asked for is deleted at the end.
 *
 * @param path the folder
 * @param temporary whether it is deleted at the end
 */
record StateFolder(Path path, boolean temporary) implements AutoCloseable {

    /**
     * Makes the folder that was asked for, or a temporary one.
     *
     * @throws IOException if it cannot be made
     */
    static StateFolder open(Optional<Path> asked) throws IOException {
        if (asked.isEmpty()) {
            return new StateFolder(Files.createTempDirectory("fogward-demo-"), true);
        }
        return new StateFolder(Files.createDirectories(asked.get().toAbsolutePath()), false);
    }

    /**
     * Checks that a demo may start in a folder: another run's state is neither continued nor mixed up with a new one.
     *
     * @throws IllegalArgumentException if there is something in it
     */
    static void requireUnused(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new IllegalArgumentException("--state: " + folder + " is not empty; name a new folder");
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("--state: " + folder + " is no folder that can be used", e);
        }
    }

    /** Holds a folder for each gateway. */
    Path gateways() {
        return path.resolve("gateways");
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            Files.walkFileTree(path, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        /** A database's side files may go while the folder is walked. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (problem instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw problem;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
