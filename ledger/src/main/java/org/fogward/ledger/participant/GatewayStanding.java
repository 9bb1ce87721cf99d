package org.fogward.ledger.participant;

import org.fogward.ledger.FieldRules;

/**
 * Whether a gateway takes part at present, and why.
 *
 * @param federation the federation's id
 * @param gateway the gateway's id
 * @param suspended whether its updates do not count
 * @param reason a code, {@code [a-z][a-z0-9_-]{0,31}}
 * @param note a few words without personal data, at most 120 of {@code A-Z a-z 0-9 . , : ; ( ) / _ + -} and space
 */
public record GatewayStanding(String federation, String gateway, boolean suspended, String reason, String note) {
    /** Refuses values outside of the ranges given above, naming the field. */
    public GatewayStanding {
        FieldRules.identifier("federation", federation);
        FieldRules.identifier("gateway", gateway);
        FieldRules.reason("reason", reason);
        FieldRules.note("note", note);
    }
}
