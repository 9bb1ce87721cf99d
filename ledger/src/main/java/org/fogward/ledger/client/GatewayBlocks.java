package org.fogward.ledger.client;

import java.util.Optional;
import org.fogward.ledger.LedgerBlocks;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.protos.common.Block;

/** Follows a channel's blocks, by Fabric's Deliver service. */
final class GatewayBlocks implements LedgerBlocks {
    private final Network network;
    private final LastingStream<Block, byte[]> stream;
    private long next;

    GatewayBlocks(Network network, long fromBlock) {
        this.network = network;
        next = fromBlock;
        stream = new LastingStream<>("blocks", this::open, this::take);
    }

    @Override
    public boolean hasNext() {
        return stream.hasNext();
    }

    @Override
    public byte[] next() {
        return stream.next();
    }

    @Override
    public void close() {
        stream.close();
    }

    private CloseableIterator<Block> open() {
        return network.newBlockEventsRequest().startBlock(next).build().getEvents();
    }

    private Optional<byte[]> take(Block block) {
        next++;
        return Optional.of(block.toByteArray());
    }
}
