package org.fogward.models.data;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A CSV file with a header line, whole in memory. Every record has as many fields as the header. */
final class CsvTable {

    static final int MAX_BYTES = 64 << 20;
    static final int MAX_ROWS = 1_000_000;

    private static final int MAX_COLUMN_NAME = 200;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final Map<String, Integer> columns;
    private final List<CsvRow> rows;

    private CsvTable(Path file, Map<String, Integer> columns, List<CsvRow> rows) {
        this.file = file;
        this.columns = columns;
        this.rows = rows;
    }

    static CsvTable read(Path file) throws DatasetException {
        CsvParser parser = new CsvParser(file, decode(file, BoundedFile.read(file, MAX_BYTES)));
        CsvRecord header = parser.next().orElseThrow(() -> new DatasetException(file, "header", "the file is empty"));
        Map<String, Integer> columns = columns(file, header);
        List<CsvRow> rows = new ArrayList<>();
        for (Optional<CsvRecord> next = parser.next(); next.isPresent(); next = parser.next()) {
            CsvRecord row = next.get();
            if (row.fields().size() != columns.size()) {
                throw new DatasetException(
                        file,
                        row.line(),
                        "record",
                        "has " + row.fields().size() + " fields, the header has " + columns.size());
            }
            if (rows.size() == MAX_ROWS) {
                throw new DatasetException(file, row.line(), "record", "more than " + MAX_ROWS + " rows");
            }
            rows.add(new CsvRow(file, columns, row));
        }
        if (rows.isEmpty()) {
            throw new DatasetException(file, "rows", "there is none");
        }
        return new CsvTable(file, columns, Collections.unmodifiableList(rows));
    }

    Path file() {
        return file;
    }

    Set<String> columns() {
        return columns.keySet();
    }

    List<CsvRow> rows() {
        return rows;
    }

    void require(String column) throws DatasetException {
        if (!columns.containsKey(column)) {
            throw new DatasetException(file, 1, column, "the column is missing");
        }
    }

    private static CharBuffer decode(Path file, byte[] bytes) throws DatasetException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
                text.get();
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new DatasetException(file, "encoding", "is not UTF-8");
        }
    }

    private static Map<String, Integer> columns(Path file, CsvRecord header) throws DatasetException {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (String name : header.fields()) {
            if (name.isBlank()) {
                throw new DatasetException(file, header.line(), "header", "a column has no name");
            }
            if (name.length() > MAX_COLUMN_NAME) {
                throw new DatasetException(file, header.line(), "header", "a column's name is too long");
            }
            if (columns.put(name, columns.size()) != null) {
                throw new DatasetException(file, header.line(), Quoted.of(name), "the column appears twice");
            }
        }
        return Collections.unmodifiableMap(columns);
    }
}
