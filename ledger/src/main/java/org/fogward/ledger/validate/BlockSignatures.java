package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.Policies;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.identity.Signers;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Consenter;
import org.hyperledger.fabric.protos.common.IdentifierHeader;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * The orderers' signatures on a block. Fabric's peers are content when enough of them hold; here every one has to, because
 * one that does not was changed by somebody.
 */
public final class BlockSignatures {
    private final Block block;
    private final ChannelConfig config;
    private final List<String> objections = new ArrayList<>();

    private BlockSignatures(Block block, ChannelConfig config) {
        this.block = block;
        this.config = config;
    }

    /**
     * Checks them.
     *
     * @param block a block with metadata
     * @param config the configuration before the block, which says whose signatures are enough
     * @return a sentence that says what is wrong; nothing when all is well
     */
    public static Optional<String> objection(Block block, ChannelConfig config) {
        try {
            return new BlockSignatures(block, config).check();
        } catch (InvalidProtocolBufferException e) {
            return Optional.of("the signatures are not made of Fabric's messages");
        }
    }

    private Optional<String> check() throws InvalidProtocolBufferException {
        ByteString bytes = BlockSeal.entry(block, BlockMetadataIndex.SIGNATURES);
        Metadata metadata = Metadata.parseFrom(bytes);
        if (!metadata.toByteString().equals(bytes)
                || !metadata.getUnknownFields().asMap().isEmpty()) {
            return Optional.of("the signatures are not in the form that Fabric writes");
        }
        Signers signers = new Signers();
        Set<Integer> consenters = new HashSet<>();
        for (MetadataSignature each : metadata.getSignaturesList()) {
            signer(metadata.getValue(), each, signers).ifPresent(signer -> {
                signers.add(signer);
                number(signer).ifPresent(consenters::add);
            });
        }
        if (!objections.isEmpty()) {
            return Optional.of(objections.getFirst());
        }
        if (config.consensus().equals(ChannelConfig.BFT) && consenters.size() < quorum()) {
            return Optional.of(consenters.size() + " orderers have signed, fewer than the " + quorum()
                    + " that it takes of " + config.consenters().size());
        }
        return config.policies().satisfied(Policies.BLOCKS, signers.members())
                ? Optional.empty()
                : Optional.of("the orderer's signature does not hold");
    }

    private Optional<Member> signer(ByteString value, MetadataSignature signature, Signers before)
            throws InvalidProtocolBufferException {
        boolean numbered = signature.getSignatureHeader().isEmpty()
                && !signature.getIdentifierHeader().isEmpty();
        ByteString header = numbered ? signature.getIdentifierHeader() : signature.getSignatureHeader();
        if (!numbered && !signature.getIdentifierHeader().isEmpty()) {
            objections.add("a signature names its orderer in two ways");
        }
        try {
            Member signer = config.membership()
                    .member(
                            numbered
                                    ? identity(header)
                                    : SignatureHeader.parseFrom(header).getCreator());
            if (before.has(signer)) {
                objections.add("an orderer has signed twice");
            } else if (signer.signed(
                    signature.getSignature(), value, header, BlockHash.headerBytes(block.getHeader()))) {
                return Optional.of(signer);
            } else {
                objections.add("the orderer's signature does not hold");
            }
        } catch (NoMemberException e) {
            objections.add("the orderer: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** SmartBFT's orderers sign by number, to keep their certificates out of every block. */
    private ByteString identity(ByteString header) throws InvalidProtocolBufferException {
        int number = IdentifierHeader.parseFrom(header).getIdentifier();
        return config.consenters().stream()
                .filter(each -> each.getId() == number)
                .map(BlockSignatures::identity)
                .findFirst()
                .orElse(ByteString.EMPTY);
    }

    private Optional<Integer> number(Member signer) {
        return config.consenters().stream()
                .filter(each -> signer.isSameAs(identity(each)))
                .map(Consenter::getId)
                .findFirst();
    }

    /** More than half of those that tell the truth, when a third less one lies. */
    private int quorum() {
        int all = config.consenters().size();
        int lying = (all - 1) / 3;
        return Math.ceilDiv(all + lying + 1, 2);
    }

    private static ByteString identity(Consenter consenter) {
        return SerializedIdentity.newBuilder()
                .setMspid(consenter.getMspId())
                .setIdBytes(consenter.getIdentity())
                .build()
                .toByteString();
    }
}
