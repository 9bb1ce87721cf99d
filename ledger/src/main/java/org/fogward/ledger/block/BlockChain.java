package org.fogward.ledger.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.bouncycastle.util.encoders.Hex;
import org.fogward.ledger.LedgerHead;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;

/** The end of a chain of blocks: makes the block that comes next, and checks one that claims to. Not thread-safe. */
public final class BlockChain {
    private long height;
    private ByteString headHash = ByteString.EMPTY;

    /** A chain without a block. */
    public BlockChain() {}

    /**
     * Goes on from a block that was checked before.
     *
     * @param height how many blocks there are with it
     * @param headHash its header's hash
     */
    public BlockChain(long height, ByteString headHash) {
        this.height = height;
        this.headHash = headHash;
    }

    /**
     * The newest block.
     *
     * @return how many blocks were added, and the newest one's header hash
     */
    public LedgerHead head() {
        return new LedgerHead(height, Hex.toHexString(headHash.toByteArray()));
    }

    /**
     * Makes the next block, without metadata; it is not added.
     *
     * @param transactions serialized envelopes, one or more
     * @return the block
     */
    public Block next(List<ByteString> transactions) {
        BlockData data = BlockData.newBuilder().addAllData(transactions).build();
        return Block.newBuilder()
                .setHeader(BlockHeader.newBuilder()
                        .setNumber(height)
                        .setPreviousHash(headHash)
                        .setDataHash(BlockHash.ofData(data)))
                .setData(data)
                .build();
    }

    /**
     * Adds a block that {@link #next} made.
     *
     * @param block the block
     */
    public void add(Block block) {
        height = block.getHeader().getNumber() + 1;
        headHash = BlockHash.ofHeader(block.getHeader());
    }

    /**
     * Reads the next block, checks its place in the chain and its hashes, and adds it.
     *
     * @param bytes what was stored
     * @return the block; nothing is said about its metadata and its transactions
     * @throws BrokenChainException naming the field, when it is not a block that belongs here
     */
    public Block read(byte[] bytes) throws BrokenChainException {
        Block block;
        try {
            block = Block.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw broken("the bytes are no block");
        }
        BlockHeader header = block.getHeader();
        if (header.getNumber() != height) {
            throw broken("the header's number is " + Long.toUnsignedString(header.getNumber()));
        }
        if (!header.getPreviousHash().equals(headHash)) {
            throw broken("the previous hash is not the hash of the block before");
        }
        if (block.getData().getDataCount() == 0) {
            throw broken("there is no transaction");
        }
        Block expected = next(block.getData().getDataList());
        if (!header.getDataHash().equals(expected.getHeader().getDataHash())) {
            throw broken("the data hash is not the hash of the transactions");
        }
        Block whole = expected.toBuilder()
                .setMetadata(BlockMetadata.newBuilder()
                        .addAllMetadata(block.getMetadata().getMetadataList()))
                .build();
        if (!whole.toByteString().equals(ByteString.copyFrom(bytes))) {
            throw broken("there are bytes beside the header, the transactions and the metadata");
        }
        add(block);
        return block;
    }

    private BrokenChainException broken(String what) {
        return new BrokenChainException("block " + height + ": " + what);
    }
}
