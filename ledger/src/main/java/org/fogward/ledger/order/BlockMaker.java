package org.fogward.ledger.order;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.block.BlockStore;
import org.fogward.ledger.block.RecentBlocks;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigException;
import org.fogward.ledger.channel.ConfigMessages;
import org.fogward.ledger.channel.ConfigSuccession;
import org.fogward.ledger.channel.CurrentChannel;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.validate.BlockCheck;
import org.fogward.ledger.validate.BlockSeal;
import org.fogward.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;

/** Makes the next block, judges and signs it, stores it, and only then lets it count. Not thread-safe. */
public final class BlockMaker {
    private static final ByteString VALID = ByteString.copyFrom(new byte[1]);

    private final BlockChain chain;
    private final BlockStore store;
    private final RecentBlocks recent;
    private final LedgerState state;
    private final CurrentChannel channel;
    private final SigningIdentity orderer;
    private long lastConfig;

    /**
     * Goes on where the chain ends.
     *
     * @param chain the chain's end
     * @param store where blocks go
     * @param recent told of every block
     * @param state what follows from the chain so far
     * @param channel the configuration so far
     * @param lastConfig the number of the block that holds it
     * @param orderer who signs
     */
    public BlockMaker(
            BlockChain chain,
            BlockStore store,
            RecentBlocks recent,
            LedgerState state,
            CurrentChannel channel,
            long lastConfig,
            SigningIdentity orderer) {
        this.chain = chain;
        this.store = store;
        this.recent = recent;
        this.state = state;
        this.channel = channel;
        this.lastConfig = lastConfig;
        this.orderer = orderer;
    }

    /** When this returns, the device has the block; when it throws, that is uncertain. */
    List<CommittedTransaction> store(List<CheckedTransaction> transactions) throws IOException {
        List<CommittedTransaction> judged = new BlockCheck(state).judge(transactions);
        List<ByteString> envelopes =
                transactions.stream().map(CheckedTransaction::bytes).toList();
        store(BlockSeal.seal(chain.next(envelopes), BlockSeal.codes(judged), orderer, lastConfig), judged);
        return judged;
    }

    /** Stores the configuration that an update gives; it counts from the next block on. */
    void configure(ConfigUpdateEnvelope update, ConfigGuard guard, Instant now) throws ConfigException, IOException {
        ChannelConfig next = ConfigSuccession.after(channel.config(), update);
        guard.require(next);
        Envelope received = ConfigMessages.update(next.channel(), update, orderer, now);
        Block block = chain.next(List.of(
                ConfigMessages.configuration(next, received, orderer, now).toByteString()));
        long number = block.getHeader().getNumber();
        store(BlockSeal.seal(block, VALID, orderer, number), List.of());
        lastConfig = number;
        channel.replace(next);
    }

    private void store(Block block, List<CommittedTransaction> judged) throws IOException {
        byte[] bytes = block.toByteArray();
        store.append(bytes);
        recent.remember(block.getHeader().getNumber(), bytes);
        chain.add(block);
        state.apply(BlockHash.ofHeader(block.getHeader()), judged);
    }
}
