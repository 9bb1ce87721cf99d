package org.fogward.ledger.mirror;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.block.BlockStore;
import org.fogward.ledger.block.BrokenChainException;
import org.hyperledger.fabric.protos.common.Block;

/**
 * A chain's blocks in a file of the form that an embedded ledger has, from block 0 on without a gap, each chained to the one before
 * by its hashes. Signatures and what transactions say are not looked at. Safe for several threads.
 */
public final class ChainCopy implements Closeable {
    private final BlockStore store;
    private final BlockChain chain;

    private ChainCopy(BlockStore store, BlockChain chain) {
        this.store = store;
        this.chain = chain;
    }

    /**
     * Opens a file, or makes it; a block that a crash cut short is cut off.
     *
     * @param file the block file
     * @return the copy
     * @throws IOException when it cannot be read or written
     * @throws BrokenChainException when a block in it is damaged
     */
    public static ChainCopy open(Path file) throws IOException, BrokenChainException {
        BlockStore store = new BlockStore(file);
        try {
            return new ChainCopy(store, end(store));
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Adds the next block; it is on the device when this returns.
     *
     * @param block a serialized {@code common.Block}
     * @throws BrokenChainException naming the field, when it does not follow; then nothing is added
     * @throws IOException when it is not certain that it is stored; then the copy has to be closed and opened again
     */
    public synchronized void add(byte[] block) throws IOException, BrokenChainException {
        chain.read(block);
        store.append(block);
    }

    /**
     * Reads a block.
     *
     * @param number its number, from 0
     * @return its bytes, or nothing beyond the newest
     * @throws IOException when it cannot be read, or is damaged
     */
    public Optional<byte[]> block(long number) throws IOException {
        return store.read(number);
    }

    /** The newest block. */
    public synchronized LedgerHead head() {
        return chain.head();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private static BlockChain end(BlockStore store) throws IOException {
        Optional<byte[]> newest = store.read(store.height() - 1);
        if (newest.isEmpty()) {
            return new BlockChain();
        }
        try {
            return new BlockChain(
                    store.height(),
                    BlockHash.ofHeader(Block.parseFrom(newest.get()).getHeader()));
        } catch (InvalidProtocolBufferException e) {
            throw new IOException("block " + (store.height() - 1) + " of the copy is no block", e);
        }
    }
}
