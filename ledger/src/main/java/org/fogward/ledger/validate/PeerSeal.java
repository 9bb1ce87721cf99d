package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;

/**
 * The metadata of a block as a Fabric peer gives it away: what the orderers signed, and what the peer added.
 */
public final class PeerSeal {
    private static final int ENTRIES = BlockMetadataIndex.COMMIT_HASH.getNumber() + 1;

    /** Fabric still writes what it does not read any more. */
    private static final int LAST_CONFIG = 1;

    private static final int FOR_ORDERERS = 3;

    private PeerSeal() {}

    /**
     * Looks for what is neither covered by the orderers' signatures nor worked out again otherwise.
     *
     * @param block a block with metadata
     * @param lastConfig the number of the newest block with a configuration, which may be this one
     * @return a sentence that says what is wrong; nothing when all is well
     */
    public static Optional<String> objection(Block block, long lastConfig) {
        if (block.getMetadata().getMetadataCount() != ENTRIES) {
            return Optional.of(
                    "there are " + block.getMetadata().getMetadataCount() + " kinds of metadata, not " + ENTRIES);
        }
        try {
            OrdererBlockMetadata signed = OrdererBlockMetadata.parseFrom(
                    Metadata.parseFrom(BlockSeal.entry(block, BlockMetadataIndex.SIGNATURES))
                            .getValue());
            if (signed.getLastConfig().getIndex() != lastConfig) {
                return Optional.of("the newest configuration is said to be in block "
                        + Long.toUnsignedString(signed.getLastConfig().getIndex()) + ", and is in " + lastConfig);
            }
        } catch (InvalidProtocolBufferException e) {
            return Optional.of("the signatures are not made of Fabric's messages");
        }
        ByteString repeated = Metadata.newBuilder()
                .setValue(LastConfig.newBuilder().setIndex(lastConfig).build().toByteString())
                .build()
                .toByteString();
        if (!BlockSeal.entry(block, LAST_CONFIG).equals(repeated)) {
            return Optional.of("the metadata repeat another number of the newest configuration");
        }
        return BlockSeal.entry(block, FOR_ORDERERS).isEmpty()
                ? Optional.empty()
                : Optional.of("the metadata hold something for orderers that is not understood");
    }

    /**
     * The commit hash that a block's metadata holds.
     *
     * @param block the block
     * @return nothing when there is none in the form that peers write
     */
    public static Optional<ByteString> commitHash(Block block) {
        ByteString bytes = BlockSeal.entry(block, BlockMetadataIndex.COMMIT_HASH);
        try {
            ByteString hash = Metadata.parseFrom(bytes).getValue();
            boolean plain =
                    Metadata.newBuilder().setValue(hash).build().toByteString().equals(bytes);
            return plain && !hash.isEmpty() ? Optional.of(hash) : Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
