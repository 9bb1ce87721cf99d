package org.fogward.ledger.participant;

import org.fogward.ledger.FieldRules;

/**
 * A key or certificate of a gateway. It belongs to one gateway of a federation only.
 *
 * @param federation the federation's id
 * @param gateway the gateway's id
 * @param fingerprint SHA-256 of the key or certificate
 */
public record GatewayCertificate(String federation, String gateway, String fingerprint) {
    /** Refuses values outside of the ranges given above, naming the field. */
    public GatewayCertificate {
        FieldRules.identifier("federation", federation);
        FieldRules.identifier("gateway", gateway);
        FieldRules.digest("fingerprint", fingerprint);
    }
}
