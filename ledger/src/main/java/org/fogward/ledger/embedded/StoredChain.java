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
import org.fogward.ledger.validate.RecordedBlock;
import org.hyperledger.fabric.protos.common.Block;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chain in its file, opened, and what follows from it. */
final class StoredChain implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredChain.class);
    private static final String SNAPSHOT = "snapshot";

    private final BlockStore store;
    private final ChannelConfig config;
    private final LedgerState state;
    private final BlockChain chain;
    private final Path snapshot;

    private StoredChain(BlockStore store, ChannelConfig config, LedgerState state, BlockChain chain, Path snapshot) {
        this.store = store;
        this.config = config;
        this.state = state;
        this.chain = chain;
        this.snapshot = snapshot;
    }

    /** Reads the file, cuts off a torn tail, and founds the ledger when it is new. */
    static StoredChain open(Path directory, Supplier<Block> genesis) throws IOException, LedgerException {
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
                return follow(store, directory.resolve(SNAPSHOT));
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

    LedgerState state() {
        return state;
    }

    BlockChain chain() {
        return chain;
    }

    Path snapshot() {
        return snapshot;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private static StoredChain follow(BlockStore store, Path snapshot)
            throws IOException, BrokenChainException, ConfigException {
        Block first = parse(store, 0);
        if (!first.getMetadata().equals(GenesisBlock.metadata())) {
            throw new BrokenChainException("block 0: the metadata are not those of a first block");
        }
        ChannelConfig config = ChannelConfig.read(first);
        LedgerState state = remembered(store, snapshot).orElseGet(LedgerState::new);
        BlockChain chain =
                new BlockChain(state.head().height(), hash(store, state.head().height()));
        for (long number = chain.head().height(); number < store.height(); number++) {
            Block block = chain.read(bytes(store, number));
            state.apply(BlockHash.ofHeader(block.getHeader()), RecordedBlock.transactions(block));
        }
        requireSigned(store, config);
        return new StoredChain(store, config, state, chain, snapshot);
    }

    /** The newest block's signature covers all before it. */
    private static void requireSigned(BlockStore store, ChannelConfig config) throws IOException, BrokenChainException {
        long newest = store.height() - 1;
        Optional<String> objection = newest == 0 ? Optional.empty() : BlockSeal.objection(parse(store, newest), config);
        if (objection.isPresent()) {
            throw new BrokenChainException("block " + newest + ": " + objection.get());
        }
    }

    private static Optional<LedgerState> remembered(BlockStore store, Path snapshot)
            throws IOException, BrokenChainException {
        Optional<LedgerState> state = Snapshot.read(snapshot);
        if (state.isPresent()) {
            long height = state.get().head().height();
            if (height > store.height() || !Snapshot.belongs(state.get(), hash(store, height))) {
                LOG.warn("The snapshot {} does not follow from the chain and is left aside", snapshot);
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
