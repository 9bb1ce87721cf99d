package org.fogward.ledger.release;

import org.fogward.ledger.FieldRules;

/**
 * An organisation's will to go back from one released model to an earlier one. Those that are to count together name the
 * same two models; each has its own reason.
 *
 * @param federation the federation's id
 * @param from SHA-256 of the model file that is not to be used any more
 * @param to SHA-256 of the earlier one
 * @param reason a code, {@code [a-z][a-z0-9_-]{0,31}}
 * @param note a few words without personal data, at most 120 of {@code A-Z a-z 0-9 . , : ; ( ) / _ + -} and space
 */
public record RollbackVote(String federation, String from, String to, String reason, String note) {
    /** Refuses values outside of the ranges given above, naming the field. */
    public RollbackVote {
        FieldRules.identifier("federation", federation);
        FieldRules.digest("from", from);
        FieldRules.digest("to", to);
        FieldRules.reason("reason", reason);
        FieldRules.note("note", note);
    }
}
