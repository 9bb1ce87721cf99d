package org.fogward.ledger.record;

import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The one spelling of a record as JSON, after RFC 8785 (JCS): members sorted by name, no spaces, integers only, up to
 * 2^53 - 1 in amount. Equal records have equal text, so peers that run the contract write equal bytes; any other spelling
 * is refused.
 *
 * <p>A record's components may be strings of printable ASCII without quotation mark and backslash, {@code int},
 * {@code long}, {@code boolean}, {@link java.time.Instant}, records, and {@link Optional}, {@link java.util.List} and
 * {@link java.util.Map} (with string keys) of these. What is empty in an {@code Optional} is left out.
 */
public final class CanonicalJson {
    private CanonicalJson() {}

    /**
     * Writes a record.
     *
     * @param record the record, with such components
     * @return its canonical JSON
     * @throws IllegalArgumentException when a value is outside of what is written here
     */
    public static String write(Record record) {
        return JsonOut.text(record);
    }

    /**
     * Reads a record that has no type parameter.
     *
     * @param type the record's class; its constructor checks the values
     * @param json canonical JSON
     * @return the record
     * @throws IllegalArgumentException naming the field, when the text is anything but the canonical JSON of a valid one
     */
    public static <R extends Record> R read(Class<R> type, String json) {
        return read(type, Record.class, json);
    }

    /**
     * Reads a record that has a type parameter, such as {@link Stored}.
     *
     * @param type the record's class
     * @param parameter what its type parameter stands for
     * @param json canonical JSON
     * @return the record
     * @throws IllegalArgumentException as above
     */
    static <R extends Record> R read(Class<R> type, Class<? extends Record> parameter, String json) {
        R record;
        try {
            record = new JsonIn(parameter).record(type, new JSONObject(json));
        } catch (JSONException e) {
            throw new IllegalArgumentException("the text is not a JSON object: " + e.getMessage(), e);
        }
        if (!write(record).equals(json)) {
            throw new IllegalArgumentException("the JSON is not in canonical form: other fields, order or spaces");
        }
        return record;
    }
}
