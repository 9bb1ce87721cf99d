package org.fogward.ledger.peer;

import java.time.Clock;
import org.fogward.ledger.block.RecentBlocks;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.CurrentChannel;
import org.fogward.ledger.order.Commits;
import org.fogward.ledger.state.LedgerState;

/**
 * What the services look at.
 *
 * @param channel the channel's configuration, which changes
 * @param contract the name of the channel's contract
 * @param state what follows from the chain
 * @param blocks the blocks
 * @param commits lets callers wait
 * @param clock tells whether a caller's certificate has ended
 */
public record ServedLedger(
        CurrentChannel channel, String contract, LedgerState state, RecentBlocks blocks, Commits commits, Clock clock) {
    /**
     * The configuration that counts now.
     *
     * @return the configuration
     */
    public ChannelConfig config() {
        return channel.config();
    }
}
