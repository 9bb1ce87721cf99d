package org.fogward.sim.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes reports as JSON. A reader never sees half a report: the file appears at its name when it is whole. */
public final class ReportFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportFile() {}

    /**
     * Writes a report, replacing an older one.
     *
     * @throws IOException if the folder is missing or cannot be written to
     */
    public static void write(DemoReport report, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        ObjectNode json = JSON.valueToTree(report);
        report.evaluate().ifPresent(scores -> json.set("evaluate", JSON.valueToTree(scores)));
        Files.write(part, JSON.writeValueAsBytes(json));
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
