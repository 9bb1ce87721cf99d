package org.fogward.ledger.peer;

import java.time.Clock;
import org.fogward.ledger.block.RecentBlocks;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.order.Commits;
import org.fogward.ledger.state.LedgerState;

/**
 * What the services look at.
 *
 * @param config the channel's configuration
 * @param contract the name of the channel's contract
 * @param state what follows from the chain
 * @param blocks the blocks
 * @param commits lets callers wait
 * @param clock tells whether a caller's certificate has ended
 */
public record ServedLedger(
        ChannelConfig config, String contract, LedgerState state, RecentBlocks blocks, Commits commits, Clock clock) {}
