package org.fogward.ledger.order;

import org.fogward.ledger.validate.CheckedTransaction;

/** Judges transactions by themselves under the configuration that counts now. */
public interface Judge {
    /**
     * The configuration that counts now.
     *
     * @return its sequence
     */
    long sequence();

    /**
     * Judges again.
     *
     * @param transaction a transaction that was judged under an earlier configuration
     * @return the judgement now
     */
    CheckedTransaction again(CheckedTransaction transaction);
}
