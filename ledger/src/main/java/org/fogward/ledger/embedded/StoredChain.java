package org.fogward.ledger.embedded;

import com.google.protobuf.ByteString;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.block.BlockStore;
import org.fogward.ledger.block.BrokenChainException;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigException;
import org.fogward.ledger.channel.GenesisBlock;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.state.Snapshot;
import org.fogward.ledger.validate.BlockSeal;
import org.fogward.ledger.validate.BlockSignatures;
import org.fogward.ledger.validate.RecordedBlock;
import org.hyperledger.fabric.protos.common.Block;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chain in its file, opened, and what follows from it. */
final class StoredChain implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredChain.class);

    /** The snapshot's name in the ledger's directory. */
    static final String SNAPSHOT = "snapshot";

    private final BlockStore store;
    private final ChannelConfig config;
    private final long lastConfig;
    private final LedgerState state;
    private final BlockChain chain;
    private final long remembered;

    private StoredChain(
            BlockStore store,
            ChannelConfig config,
            long lastConfig,
            LedgerState state,
            BlockChain chain,
            long remembered) {
        this.store = store;
        this.config = config;
        this.lastConfig = lastConfig;
        this.state = state;
        this.chain = chain;
        this.remembered = remembered;
    }

    /**
     * Reads the file, cuts off a torn tail, and founds the ledger when it is new.
     *
     * @param snapshot what was read from the snapshot, while the file was read
     */
    static StoredChain open(Path directory, Supplier<Block> genesis, Supplier<Optional<LedgerState>> snapshot)
            throws IOException, LedgerException {
        Path file = directory.resolve(EmbeddedLedger.BLOCKS);
        try {
            BlockStore store = new BlockStore(file);
            try {
                if (store.cutOff() > 0) {
                    LOG.warn(
                            "The last write to {} was cut short: {} bytes behind the first {} blocks were never"
                                    + " acknowledged and are cut off",
                            file,
                            store.cutOff(),
                            store.height());
                }
                if (store.height() == 0) {
                    store.append(genesis.get().toByteArray());
                }
                return follow(store, snapshot.get());
            } catch (IOException | RuntimeException | BrokenChainException | ConfigException e) {
                store.close();
                throw e;
            }
        } catch (BrokenChainException | ConfigException e) {
            throw new LedgerException(Reason.CORRUPT, "cannot open the ledger " + file + ": " + e.getMessage(), e);
        }
    }

    BlockStore store() {
        return store;
    }

    ChannelConfig config() {
        return config;
    }

    /** The number of the block that holds the configuration. */
    long lastConfig() {
        return lastConfig;
    }

    LedgerState state() {
        return state;
    }

    BlockChain chain() {
        return chain;
    }

    /** Of how many blocks the snapshot holds the state; 0 when there is none that could be used. */
    long remembered() {
        return remembered;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private static StoredChain follow(BlockStore store, Optional<LedgerState> snapshot)
            throws IOException, BrokenChainException, ConfigException {
        Block first = parse(store, 0);
        if (!first.getMetadata().equals(GenesisBlock.metadata())) {
            throw new BrokenChainException("block 0: the metadata are not those of a first block");
        }
        LedgerState state = following(store, snapshot).orElseGet(LedgerState::new);
        long remembered = state.head().height();
        BlockChain chain = new BlockChain(remembered, hash(store, remembered));
        for (long number = chain.head().height(); number < store.height(); number++) {
            Block block = chain.read(bytes(store, number));
            state.apply(BlockHash.ofHeader(block.getHeader()), RecordedBlock.transactions(block));
        }
        requireSigned(store);
        long lastConfig = lastConfig(store, store.height() - 1);
        return new StoredChain(
                store, ChannelConfig.read(parse(store, lastConfig)), lastConfig, state, chain, remembered);
    }

    /** The newest block's signature covers all before it. */
    private static void requireSigned(BlockStore store) throws IOException, BrokenChainException, ConfigException {
        long newest = store.height() - 1;
        if (newest == 0) {
            return;
        }
        ChannelConfig before = ChannelConfig.read(parse(store, lastConfig(store, newest - 1)));
        Optional<String> objection = BlockSignatures.objection(parse(store, newest), before);
        if (objection.isPresent()) {
            throw new BrokenChainException("block " + newest + ": " + objection.get());
        }
    }

    /** The number of the block with the configuration that counts after a block, which says so itself. */
    private static long lastConfig(BlockStore store, long number) throws IOException, BrokenChainException {
        long last = BlockSeal.lastConfig(parse(store, number));
        if (last < 0 || last > number) {
            throw new BrokenChainException("block " + number + ": the newest configuration is said to be in block "
                    + Long.toUnsignedString(last));
        }
        return last;
    }

    private static Optional<LedgerState> following(BlockStore store, Optional<LedgerState> state)
            throws IOException, BrokenChainException {
        if (state.isPresent()) {
            long height = state.get().head().height();
            if (height > store.height() || !Snapshot.belongs(state.get(), hash(store, height))) {
                LOG.warn("The ledger's snapshot does not follow from the chain and is left aside");
                return Optional.empty();
            }
        }
        return state;
    }

    /** The hash of the header of the last of so many blocks. */
    private static ByteString hash(BlockStore store, long height) throws IOException, BrokenChainException {
        return height == 0
                ? ByteString.EMPTY
                : BlockHash.ofHeader(parse(store, height - 1).getHeader());
    }

    private static Block parse(BlockStore store, long number) throws IOException, BrokenChainException {
        try {
            return Block.parseFrom(bytes(store, number));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new BrokenChainException("block " + number + ": the bytes are no block");
        }
    }

    private static byte[] bytes(BlockStore store, long number) throws IOException {
        return store.read(number).orElseThrow(() -> new IOException("block " + number + " is not there"));
    }
}
