package org.fogward.models.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** One row of a {@link CsvTable}, read by column name. */
final class CsvRow {

    private static final int MAX_NUMBER_LENGTH = 64;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final Path file;
    private final Map<String, Integer> columns;
    private final CsvRecord row;

    CsvRow(Path file, Map<String, Integer> columns, CsvRecord row) {
        this.file = file;
        this.columns = columns;
        this.row = row;
    }

    /** The text in a column that the table has. */
    String text(String column) throws DatasetException {
        String text = row.fields().get(Objects.requireNonNull(columns.get(column)));
        if (text.isBlank()) {
            throw problem(column, "is empty");
        }
        return text;
    }

    /** The finite decimal number in a column that the table has. */
    float number(String column) throws DatasetException {
        String text = text(column);
        if (text.length() > MAX_NUMBER_LENGTH || !NUMBER.matcher(text).matches()) {
            throw problem(column, Quoted.of(text) + " is not a finite decimal number");
        }
        float number = Float.parseFloat(text);
        if (!Float.isFinite(number)) {
            throw problem(column, Quoted.of(text) + " is too large");
        }
        return number;
    }

    /** The number from 0 to {@code bound - 1} in a column that the table has. */
    int index(String column, int bound) throws DatasetException {
        String text = text(column);
        try {
            int index = Integer.parseInt(text);
            if (index >= 0 && index < bound) {
                return index;
            }
        } catch (NumberFormatException e) {
            throw problem(column, Quoted.of(text) + " is not a whole number");
        }
        throw problem(column, Quoted.of(text) + " is not between 0 and " + (bound - 1));
    }

    DatasetException problem(String column, String problem) {
        return new DatasetException(file, row.line(), column, problem);
    }
}
