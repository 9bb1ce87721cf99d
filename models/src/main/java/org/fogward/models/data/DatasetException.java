package org.fogward.models.data;

import java.nio.file.Path;

/** A data set that cannot be read. The message is one line that names the file, the line where there is one, and the field. */
public final class DatasetException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception about a file as a whole or one of its fields.
     *
     * @param file the file that is wrong
     * @param field the field or property, such as {@code shape}
     * @param problem what is wrong with it
     */
    public DatasetException(Path file, String field, String problem) {
        super(oneLine(file + ": " + field + ": " + problem));
    }

    /**
     * Makes an exception about one line of a text file.
     *
     * @param file the file that is wrong
     * @param line the line, counted from 1
     * @param field the column
     * @param problem what is wrong with it
     */
    public DatasetException(Path file, long line, String field, String problem) {
        super(oneLine(file + ", line " + line + ": " + field + ": " + problem));
    }

    /** Names of files and columns come from outside: they must not forge a line in a log. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}", "?");
    }
}
