package org.fogward.protocol.identity;

import java.util.regex.Pattern;

/** The form that federation and gateway names share. */
final class IdentifierForm {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private IdentifierForm() {}

    static void check(String field, String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(field + ": 1 to 63 of a-z, 0-9 and hyphen, not starting with a hyphen");
        }
    }
}
