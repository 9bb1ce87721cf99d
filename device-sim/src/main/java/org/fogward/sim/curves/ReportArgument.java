package org.fogward.sim.curves;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A report as the command line names it: a file, or {@code LABEL=FILE}.
 *
 * @param label what to call it
 * @param file where it is
 */
record ReportArgument(String label, Path file) {
    private static final String EXTENSION = ".json";

    /**
     * Understands an argument. File names and labels may hold equals signs themselves: what is a file decides.
     *
     * @throws IllegalArgumentException if there is no such file, or the label is empty
     */
    static ReportArgument parse(String argument) {
        Path whole = Path.of(argument);
        if (Files.isRegularFile(whole)) {
            String name = String.valueOf(whole.getFileName());
            boolean named = name.endsWith(EXTENSION) && name.length() > EXTENSION.length();
            return new ReportArgument(named ? name.substring(0, name.length() - EXTENSION.length()) : name, whole);
        }
        for (int at = argument.indexOf('='); at >= 0; at = argument.indexOf('=', at + 1)) {
            Path file = Path.of(argument.substring(at + 1));
            if (Files.isRegularFile(file)) {
                return labelled(argument.substring(0, at), file);
            }
        }
        throw new IllegalArgumentException("REPORT.json: no file " + argument.substring(argument.lastIndexOf('=') + 1)
                + " (of '" + argument + "')");
    }

    private static ReportArgument labelled(String label, Path file) {
        if (label.isBlank()) {
            throw new IllegalArgumentException("REPORT.json: no label before '=" + file + "'");
        }
        return new ReportArgument(label.strip(), file);
    }
}
