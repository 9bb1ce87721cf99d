package org.fogward.ledger.access;

import java.util.List;
import org.fogward.ledger.FieldRules;

/**
 * A look at a model or a proof, or a change that somebody made.
 *
 * @param federation the federation's id
 * @param entry the entry's own id, drawn at random by the caller, so that a repeated call is told from a second look: 16 to
 *     64 lower-case hexadecimal digits
 * @param subject who it was: an id that only the organisation can resolve, 16 to 64 lower-case hexadecimal digits
 * @param kind what was looked at, or that something was changed
 * @param digest SHA-256 of it
 */
public record AccessEntry(String federation, String entry, String subject, String kind, String digest) {
    /** A model file was looked at. */
    public static final String MODEL = "model";

    /** A proof was looked at. */
    public static final String PROOF = "proof";

    /** Something was changed; the digest is that of the line in the organisation's own audit log, and so of all lines before it. */
    public static final String CHANGE = "change";

    private static final List<String> KINDS = List.of(MODEL, PROOF, CHANGE);

    /** Refuses values outside of the ranges given above, naming the field. */
    public AccessEntry {
        FieldRules.identifier("federation", federation);
        FieldRules.opaque("entry", entry);
        FieldRules.opaque("subject", subject);
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("kind must be one of " + String.join(", ", KINDS));
        }
        FieldRules.digest("digest", digest);
    }
}
