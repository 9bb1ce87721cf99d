package org.fogward.ledger.order;

import java.io.IOException;
import java.util.List;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.block.BlockStore;
import org.fogward.ledger.block.RecentBlocks;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.validate.BlockCheck;
import org.fogward.ledger.validate.BlockSeal;
import org.fogward.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.Block;

/** Makes the next block, judges and signs it, stores it, and only then lets it count. Not thread-safe. */
public final class BlockMaker {
    private final BlockChain chain;
    private final BlockStore store;
    private final RecentBlocks recent;
    private final LedgerState state;
    private final SigningIdentity orderer;

    /**
     * Goes on where the chain ends.
     *
     * @param chain the chain's end
     * @param store where blocks go
     * @param recent told of every block
     * @param state what follows from the chain so far
     * @param orderer who signs
     */
    public BlockMaker(
            BlockChain chain, BlockStore store, RecentBlocks recent, LedgerState state, SigningIdentity orderer) {
        this.chain = chain;
        this.store = store;
        this.recent = recent;
        this.state = state;
        this.orderer = orderer;
    }

    /** When this returns, the device has the block; when it throws, that is uncertain. */
    List<CommittedTransaction> store(List<CheckedTransaction> transactions) throws IOException {
        List<CommittedTransaction> judged = new BlockCheck(state).judge(transactions);
        Block block = BlockSeal.seal(
                chain.next(transactions.stream().map(CheckedTransaction::bytes).toList()), judged, orderer);
        byte[] bytes = block.toByteArray();
        store.append(bytes);
        recent.remember(block.getHeader().getNumber(), bytes);
        chain.add(block);
        state.apply(BlockHash.ofHeader(block.getHeader()), judged);
        return judged;
    }
}
