package org.fogward.ledger;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the fields of the ledger's records may hold. Every alphabet is a part of printable ASCII without quotation marks,
 * so that no field needs an escape in JSON, and none has room for a person's name or address. Each check throws
 * {@link IllegalArgumentException} with a sentence that names the field.
 */
public final class FieldRules {
    /** The largest integer that every JSON reader takes exactly, 2^53 - 1 (RFC 7493, section 2.2). */
    public static final long MOST = (1L << 53) - 1;

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ORGANISATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}");
    private static final Pattern OPAQUE = Pattern.compile("[0-9a-f]{16,64}");
    private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final Pattern NOTE = Pattern.compile("[A-Za-z0-9 .,:;()/_+-]{0,120}");

    private FieldRules() {}

    /** The id of a federation, a fog node or a gateway: {@code [a-z0-9][a-z0-9-]{0,62}}. */
    public static void identifier(String field, String value) {
        matches(field, value, IDENTIFIER);
    }

    /** SHA-256 in 64 lower-case hexadecimal digits. */
    public static void digest(String field, String value) {
        matches(field, value, DIGEST);
    }

    /** The id of an organisation's membership service provider: {@code [A-Za-z0-9][A-Za-z0-9.-]{0,63}}. */
    public static void organisation(String field, String value) {
        matches(field, value, ORGANISATION);
    }

    /** An id that says nothing about what it stands for: 16 to 64 lower-case hexadecimal digits. */
    public static void opaque(String field, String value) {
        matches(field, value, OPAQUE);
    }

    /** A reason's code: {@code [a-z][a-z0-9_-]{0,31}}. */
    public static void reason(String field, String value) {
        matches(field, value, REASON);
    }

    /** A few words beside a reason, without personal data: at most 120 of {@code A-Z a-z 0-9 . , : ; ( ) / _ + -} and space. */
    public static void note(String field, String value) {
        matches(field, value, NOTE);
    }

    /** An integer in a range. */
    public static void within(String field, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    field + " must be at least " + least + " and at most " + most + ", not " + value);
        }
    }

    /** A list that has one order only: ascending by character code, none twice. */
    public static void ascending(String field, List<String> values, int most) {
        within("the length of " + field, values.size(), 1, most);
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i - 1).compareTo(values.get(i)) >= 0) {
                throw new IllegalArgumentException(field + " must be in ascending order, none twice");
            }
        }
    }

    static void matches(String field, String value, Pattern allowed) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " must match " + allowed.pattern());
        }
    }
}
