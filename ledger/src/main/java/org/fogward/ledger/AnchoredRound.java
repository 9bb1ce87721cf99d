package org.fogward.ledger;

import java.time.Instant;

/**
 * A round as the ledger holds it.
 *
 * @param anchor what was anchored
 * @param receipt where it is kept; {@link AnchorReceipt#already()} is true
 * @param at when the writer says that it submitted the transaction, to the microsecond
 */
public record AnchoredRound(RoundAnchor anchor, AnchorReceipt receipt, Instant at) {}
