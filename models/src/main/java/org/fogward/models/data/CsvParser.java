package org.fogward.models.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts CSV text into records after RFC 4180, with these differences: a line may end in LF alone, and empty lines are
 * skipped. Not thread-safe.
 */
final class CsvParser {

    static final int MAX_FIELDS = 1 << 14;
    static final int MAX_FIELD_LENGTH = 1 << 16;

    private final Path file;
    private final CharSequence text;
    private int at;
    private long line = 1;

    CsvParser(Path file, CharSequence text) {
        this.file = file;
        this.text = text;
    }

    Optional<CsvRecord> next() throws DatasetException {
        while (endLine()) {
            line++;
        }
        if (at == text.length()) {
            return Optional.empty();
        }
        long first = line;
        List<String> fields = new ArrayList<>();
        do {
            if (fields.size() == MAX_FIELDS) {
                throw problem(fields.size(), "a record has more than " + MAX_FIELDS + " fields");
            }
            fields.add(field(fields.size() + 1));
        } while (consume(','));
        if (endLine()) {
            line++;
        } else if (at < text.length()) {
            throw problem(fields.size(), "a comma or the end of the line has to follow");
        }
        return Optional.of(new CsvRecord(first, List.copyOf(fields)));
    }

    private String field(int number) throws DatasetException {
        String field = consume('"') ? quoted(number) : plain(number);
        if (field.length() > MAX_FIELD_LENGTH) {
            throw problem(number, "is longer than " + MAX_FIELD_LENGTH + " characters");
        }
        return field;
    }

    private String plain(int number) throws DatasetException {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                throw problem(number, "a quote inside a field that is not quoted");
            }
            at++;
        }
        return text.subSequence(start, at).toString();
    }

    private String quoted(int number) throws DatasetException {
        long opened = line;
        StringBuilder field = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && !consume('"')) {
                return field.toString();
            }
            if (c == '\n') {
                line++;
            }
            field.append(c);
        }
        throw new DatasetException(file, opened, "field " + number, "the closing quote is missing");
    }

    private boolean consume(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    private boolean endLine() {
        if (at + 1 < text.length() && text.charAt(at) == '\r' && text.charAt(at + 1) == '\n') {
            at += 2;
            return true;
        }
        return consume('\n');
    }

    private DatasetException problem(int field, String problem) {
        return new DatasetException(file, line, "field " + field, problem);
    }
}
