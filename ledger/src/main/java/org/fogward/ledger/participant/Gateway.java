package org.fogward.ledger.participant;

import org.fogward.ledger.FieldRules;

/**
 * A gateway that takes part.
 *
 * @param federation the federation's id
 * @param gateway its id
 * @param fingerprint SHA-256 of the key or certificate that it is registered with
 */
public record Gateway(String federation, String gateway, String fingerprint) {
    /** Refuses values outside of the ranges given above, naming the field. */
    public Gateway {
        FieldRules.identifier("federation", federation);
        FieldRules.identifier("gateway", gateway);
        FieldRules.digest("fingerprint", fingerprint);
    }
}
