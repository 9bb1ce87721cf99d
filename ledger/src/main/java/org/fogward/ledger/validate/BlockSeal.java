package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.state.CommittedTransaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * A block's metadata: the orderers' signatures over header and last configuration, and the judgement on each transaction.
 * Fabric's fifth entry, the commit hash, is left empty here.
 */
public final class BlockSeal {
    private BlockSeal() {}

    /**
     * Seals a block.
     *
     * @param block a block without metadata
     * @param judgements on its transactions, in order; one byte for each, a {@code TxValidationCode}
     * @param orderer who signs
     * @param lastConfig the number of the newest block with a configuration, which may be this one
     * @return the block with metadata
     */
    public static Block seal(Block block, ByteString judgements, SigningIdentity orderer, long lastConfig) {
        ByteString signer = SignatureHeader.newBuilder()
                .setCreator(orderer.serialized())
                .build()
                .toByteString();
        ByteString value = value(lastConfig);
        ByteString signature = orderer.sign(value, signer, BlockHash.headerBytes(block.getHeader()));
        return block.toBuilder()
                .setMetadata(metadata(value, signer, signature, judgements))
                .build();
    }

    /**
     * Where a block says that the newest configuration is. It is covered by the signatures.
     *
     * @param block a block with metadata
     * @return a block's number; 0 also when it says nothing that can be read
     */
    public static long lastConfig(Block block) {
        try {
            Metadata metadata = Metadata.parseFrom(entry(block, BlockMetadataIndex.SIGNATURES));
            return OrdererBlockMetadata.parseFrom(metadata.getValue())
                    .getLastConfig()
                    .getIndex();
        } catch (InvalidProtocolBufferException e) {
            return 0;
        }
    }

    /**
     * Whether the metadata are in the form of {@link #seal}, so that the signature and a new judgement cover all of it.
     *
     * @param block a block with metadata
     * @param lastConfig the number of the newest block with a configuration
     * @return false when there is anything else
     */
    public static boolean isOnly(Block block, long lastConfig) {
        try {
            Metadata metadata = Metadata.parseFrom(entry(block, BlockMetadataIndex.SIGNATURES));
            if (metadata.getSignaturesCount() != 1) {
                return false;
            }
            MetadataSignature signature = metadata.getSignatures(0);
            return block.getMetadata()
                    .equals(metadata(
                            value(lastConfig), signature.getSignatureHeader(), signature.getSignature(), codes(block)));
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /**
     * The judgements as the metadata holds them.
     *
     * @param judgements on a block's transactions, in order
     * @return one byte for each, a {@code TxValidationCode}
     */
    public static ByteString codes(List<CommittedTransaction> judgements) {
        byte[] codes = new byte[judgements.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) judgements.get(i).code().getNumber();
        }
        return ByteString.copyFrom(codes);
    }

    /**
     * The judgements that a block's metadata holds.
     *
     * @param block the block
     * @return one byte for each transaction, as far as they are there
     */
    public static ByteString codes(Block block) {
        return entry(block, BlockMetadataIndex.TRANSACTIONS_FILTER);
    }

    static ByteString value(long lastConfig) {
        return OrdererBlockMetadata.newBuilder()
                .setLastConfig(LastConfig.newBuilder().setIndex(lastConfig))
                .build()
                .toByteString();
    }

    private static BlockMetadata metadata(ByteString value, ByteString signer, ByteString signature, ByteString codes) {
        ByteString signatures = Metadata.newBuilder()
                .setValue(value)
                .addSignatures(MetadataSignature.newBuilder()
                        .setSignatureHeader(signer)
                        .setSignature(signature))
                .build()
                .toByteString();
        return BlockMetadata.newBuilder()
                .addMetadata(signatures)
                .addMetadata(ByteString.EMPTY)
                .addMetadata(codes)
                .addMetadata(ByteString.EMPTY)
                .addMetadata(ByteString.EMPTY)
                .build();
    }

    static ByteString entry(Block block, BlockMetadataIndex index) {
        return entry(block, index.getNumber());
    }

    static ByteString entry(Block block, int index) {
        BlockMetadata metadata = block.getMetadata();
        return index < metadata.getMetadataCount() ? metadata.getMetadata(index) : ByteString.EMPTY;
    }
}
