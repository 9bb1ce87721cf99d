package org.fogward.ledger;

import java.util.List;
import java.util.Optional;

/**
 * A fog node's door to the record of rounds, whatever keeps it.
 *
 * <p>A round is anchored once: under its federation, fog node and number. Anchoring it again with equal content changes
 * nothing and gives the first receipt again, so a caller that does not know whether an earlier call succeeded just
 * repeats it. Implementations may be used by several threads at once.
 */
public interface AnchorLedger extends AutoCloseable {
    /**
     * Anchors a round. When this returns, the anchor is durable.
     *
     * @param anchor what to keep of the round
     * @return where it is kept; {@link AnchorReceipt#already()} tells a repetition
     * @throws LedgerException {@link LedgerException.Reason#CONFLICT} when the round stands with other content;
     *     {@link LedgerException.Reason#UNAVAILABLE} when the ledger cannot write, and then the outcome is unknown
     */
    AnchorReceipt anchorRound(RoundAnchor anchor) throws LedgerException;

    /**
     * Finds one round.
     *
     * @param federation the federation's id
     * @param fogNode the fog node's id
     * @param round its number, from 1
     * @return the round, or nothing when it was never anchored
     * @throws LedgerException when the ledger cannot answer
     */
    Optional<AnchoredRound> round(String federation, String fogNode, long round) throws LedgerException;

    /**
     * All anchored rounds of a federation.
     *
     * @param federation the federation's id
     * @return the rounds, by fog node, then by number
     * @throws LedgerException when the ledger cannot answer
     */
    List<AnchoredRound> rounds(String federation) throws LedgerException;

    /**
     * The newest block.
     *
     * @return its height and hash
     * @throws LedgerException when the ledger cannot answer
     */
    LedgerHead head() throws LedgerException;

    @Override
    void close() throws LedgerException;
}
