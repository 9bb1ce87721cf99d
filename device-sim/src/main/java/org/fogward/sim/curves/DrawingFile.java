package org.fogward.sim.curves;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;

/**
 * Where a drawing goes.
 *
 * @param file as the command line names it
 */
record DrawingFile(Path file) {

    /** @throws IllegalArgumentException if nothing can be written there, or it is one of the reports */
    void requirePlace(Collection<Path> reports) {
        Path target = file.toAbsolutePath().normalize();
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--out: no folder for " + file);
        }
        if (Files.isDirectory(target)) {
            throw new IllegalArgumentException("--out: " + file + " is a folder");
        }
        if (reports.stream()
                .anyMatch(report -> report.toAbsolutePath().normalize().equals(target))) {
            throw new IllegalArgumentException("--out: " + file + " is one of the reports");
        }
    }

    /** Nobody sees half a drawing. */
    void write(String drawing) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.writeString(part, drawing, StandardCharsets.UTF_8);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
