package org.fogward.ledger.contract;

import org.fogward.ledger.LedgerException.Reason;
import org.hyperledger.fabric.shim.ChaincodeException;

/** The contract's refusals: a sentence for a person, and a reason's name as the payload. */
final class Refusal {
    private Refusal() {}

    static ChaincodeException conflict(String sentence) {
        return of(Reason.CONFLICT, sentence);
    }

    static ChaincodeException invalid(String sentence) {
        return of(Reason.INVALID, sentence);
    }

    static ChaincodeException invalid(IllegalArgumentException e) {
        return new ChaincodeException(String.valueOf(e.getMessage()), Reason.INVALID.name(), e);
    }

    static ChaincodeException forbidden(String sentence) {
        return of(Reason.FORBIDDEN, sentence);
    }

    static ChaincodeException missing(String sentence) {
        return of(Reason.MISSING, sentence);
    }

    private static ChaincodeException of(Reason reason, String sentence) {
        return new ChaincodeException(sentence, reason.name());
    }
}
