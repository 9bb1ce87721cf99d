package org.fogward.ledger.participant;

import org.fogward.ledger.FieldRules;

/**
 * That a key or certificate does not count any more. It is for good.
 *
 * @param federation the federation's id
 * @param gateway the gateway whose it is
 * @param fingerprint SHA-256 of the key or certificate
 * @param reason a code, {@code [a-z][a-z0-9_-]{0,31}}
 */
public record CertificateWithdrawal(String federation, String gateway, String fingerprint, String reason) {
    /** Refuses values outside of the ranges given above, naming the field. */
    public CertificateWithdrawal {
        FieldRules.identifier("federation", federation);
        FieldRules.identifier("gateway", gateway);
        FieldRules.digest("fingerprint", fingerprint);
        FieldRules.reason("reason", reason);
    }
}
