package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.Policies;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.state.CommittedTransaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
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
    private static final ByteString FIRST_CONFIG = OrdererBlockMetadata.newBuilder()
            .setLastConfig(LastConfig.getDefaultInstance())
            .build()
            .toByteString();

    private BlockSeal() {}

    /**
     * Seals a block of a channel whose configuration is in block 0.
     *
     * @param block a block without metadata
     * @param judgements on its transactions, in order
     * @param orderer who signs
     * @return the block with metadata
     */
    public static Block seal(Block block, List<CommittedTransaction> judgements, SigningIdentity orderer) {
        ByteString signer = SignatureHeader.newBuilder()
                .setCreator(orderer.serialized())
                .build()
                .toByteString();
        ByteString signature = orderer.sign(FIRST_CONFIG, signer, BlockHash.headerBytes(block.getHeader()));
        return block.toBuilder()
                .setMetadata(metadata(signer, signature, codes(judgements)))
                .build();
    }

    /**
     * Checks the signatures.
     *
     * @param block a block with metadata
     * @param config whose signatures are enough
     * @return a sentence that says why they are not; nothing when they are
     */
    public static Optional<String> objection(Block block, ChannelConfig config) {
        try {
            Metadata metadata = Metadata.parseFrom(entry(block, BlockMetadataIndex.SIGNATURES));
            List<Member> signers = new ArrayList<>();
            for (MetadataSignature each : metadata.getSignaturesList()) {
                ByteString creator =
                        SignatureHeader.parseFrom(each.getSignatureHeader()).getCreator();
                Member signer = config.membership().member(creator);
                if (!signers.contains(signer) && holds(block.getHeader(), metadata.getValue(), each, signer)) {
                    signers.add(signer);
                }
            }
            return config.policies().satisfied(Policies.BLOCKS, signers)
                    ? Optional.empty()
                    : Optional.of("the orderer's signature does not hold");
        } catch (InvalidProtocolBufferException e) {
            return Optional.of("the signatures are not made of Fabric's messages");
        } catch (NoMemberException e) {
            return Optional.of("the orderer: " + e.getMessage());
        }
    }

    /**
     * Whether the metadata are in the form of {@link #seal}, so that the signature and a new judgement cover all of it.
     *
     * @param block a block with metadata
     * @return false when there is anything else
     */
    public static boolean isOnly(Block block) {
        try {
            Metadata metadata = Metadata.parseFrom(entry(block, BlockMetadataIndex.SIGNATURES));
            if (metadata.getSignaturesCount() != 1) {
                return false;
            }
            MetadataSignature signature = metadata.getSignatures(0);
            return block.getMetadata()
                    .equals(metadata(signature.getSignatureHeader(), signature.getSignature(), codes(block)));
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

    private static BlockMetadata metadata(ByteString signer, ByteString signature, ByteString codes) {
        ByteString signatures = Metadata.newBuilder()
                .setValue(FIRST_CONFIG)
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

    private static boolean holds(BlockHeader header, ByteString value, MetadataSignature each, Member signer) {
        return signer.signed(each.getSignature(), value, each.getSignatureHeader(), BlockHash.headerBytes(header));
    }

    private static ByteString entry(Block block, BlockMetadataIndex index) {
        BlockMetadata metadata = block.getMetadata();
        return index.getNumber() < metadata.getMetadataCount()
                ? metadata.getMetadata(index.getNumber())
                : ByteString.EMPTY;
    }
}
