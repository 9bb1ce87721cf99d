package org.fogward.ledger.validate;

import java.util.Set;
import org.fogward.ledger.state.LedgerState;

/** When a transaction's id counts as used. */
public enum IdRule {
    /** The first transaction that its creator signed has the id, whatever becomes of it. */
    EMBEDDED {
        @Override
        boolean used(CheckedTransaction transaction, LedgerState state, Set<String> ids) {
            String id = transaction.transactionId();
            return !id.isEmpty() && (state.transaction(id).isPresent() || !ids.add(id));
        }
    },

    /**
     * As Fabric's peers have it: of what they cannot read they say so and nothing else, and in the same block only a
     * transaction that is valid by itself takes the id.
     */
    FABRIC {
        @Override
        boolean used(CheckedTransaction transaction, LedgerState state, Set<String> ids) {
            String id = transaction.transactionId();
            boolean before = transaction.transaction().isPresent()
                    && state.transaction(id).isPresent();
            return before || (transaction.passed() && !ids.add(id));
        }
    };

    abstract boolean used(CheckedTransaction transaction, LedgerState state, Set<String> ids);
}
