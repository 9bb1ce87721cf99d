package org.fogward.ledger.access;

import org.fogward.ledger.FieldRules;

/**
 * A look at a model or a proof.
 *
 * @param federation the federation's id
 * @param entry the entry's own id, drawn at random by the caller, so that a repeated call is told from a second look: 16 to
 *     64 lower-case hexadecimal digits
 * @param subject who looked: an id that only the organisation can resolve, 16 to 64 lower-case hexadecimal digits
 * @param kind what was looked at
 * @param digest SHA-256 of it
 */
public record AccessEntry(String federation, String entry, String subject, String kind, String digest) {
    /** A model file was looked at. */
    public static final String MODEL = "model";

    /** A proof was looked at. */
    public static final String PROOF = "proof";

    /** Refuses values outside of the ranges given above, naming the field. */
    public AccessEntry {
        FieldRules.identifier("federation", federation);
        FieldRules.opaque("entry", entry);
        FieldRules.opaque("subject", subject);
        if (!kind.equals(MODEL) && !kind.equals(PROOF)) {
            throw new IllegalArgumentException("kind must be " + MODEL + " or " + PROOF);
        }
        FieldRules.digest("digest", digest);
    }
}
