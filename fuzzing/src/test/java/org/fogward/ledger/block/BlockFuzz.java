package org.fogward.ledger.block;

import com.google.protobuf.ByteString;
import java.util.List;
import org.fogward.fuzzing.Chain;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.validate.BlockSeal;
import org.fogward.ledger.validate.RecordedBlock;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Blocks as they come from a file or another node: as they are, and with number and hashes that fit, so that what is in them is
 * reached.
 */
public final class BlockFuzz implements FuzzTarget {
    private final List<byte[]> blocks = Chain.create().blocks();

    @Override
    public List<byte[]> seeds() {
        return blocks;
    }

    @Override
    public void run(byte[] input) throws Exception {
        BlockChain chain = new BlockChain();
        try {
            Block read = chain.read(input);
            Promise.same(read.toByteArray(), input);
            Promise.same(chain.head().height(), 1L);
        } catch (BrokenChainException e) {
            Promise.namesField(e);
            Promise.same(chain.head().height(), 0L);
        }
        Block given;
        try {
            given = Block.parseFrom(input);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            return;
        }
        if (given.getData().getDataCount() > 0) {
            inside(given);
        }
    }

    private static void inside(Block given) throws Exception {
        BlockChain chain = new BlockChain();
        Block fitting = chain.next(given.getData().getDataList()).toBuilder()
                .setMetadata(org.hyperledger.fabric.protos.common.BlockMetadata.newBuilder()
                        .addAllMetadata(given.getMetadata().getMetadataList()))
                .build();
        Block read = chain.read(fitting.toByteArray());
        try {
            List<CommittedTransaction> transactions = RecordedBlock.transactions(read);
            Promise.that(
                    transactions.isEmpty()
                            || transactions.size() == read.getData().getDataCount(),
                    "transactions: lost");
        } catch (BrokenChainException e) {
            Promise.namesField(e);
        }
        ByteString codes = BlockSeal.codes(read);
        Promise.that(codes.size() <= read.getSerializedSize(), "judgements: more than there are bytes");
        BlockSeal.lastConfig(read);
    }
}
