package org.fogward.protocol.people;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An account's name. Case does not count.
 *
 * @param value 1 to 64 of a-z, 0-9, dot, hyphen, underscore and at sign, the first one a letter or digit
 */
public record PersonName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");

    /**
     * Takes it in lower case.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public PersonName {
        value = value.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "name: 1 to 64 letters, digits, dots, hyphens, underscores and at signs expected");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
