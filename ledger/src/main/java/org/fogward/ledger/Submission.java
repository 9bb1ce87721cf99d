package org.fogward.ledger;

import java.util.Optional;

/**
 * What came of a call that may write.
 *
 * @param answer what the contract answered
 * @param place where the transaction is kept; nothing when the call had nothing to write, because all of it was so
 *     already, and then nothing was sent to be ordered
 */
public record Submission(String answer, Optional<TransactionPlace> place) {}
