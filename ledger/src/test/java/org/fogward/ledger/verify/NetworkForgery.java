package org.fogward.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.MetadataSignature;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** Changes a network's newest block, as somebody would who has got hold of orderers' keys. */
record NetworkForgery(List<byte[]> blocks) {
    Block newest() throws Exception {
        return block(blocks.size() - 1);
    }

    Block block(int number) throws Exception {
        return Block.parseFrom(blocks.get(number));
    }

    /** The chain with another newest block. */
    List<byte[]> with(Block newest) {
        List<byte[]> changed = new ArrayList<>(blocks.subList(0, blocks.size() - 1));
        changed.add(newest.toByteArray());
        return changed;
    }

    static Metadata signatures(Block block) throws Exception {
        return Metadata.parseFrom(block.getMetadata().getMetadata(BlockMetadataIndex.SIGNATURES_VALUE));
    }

    static Block withSignatures(Block block, Metadata signatures) {
        return withMetadata(block, BlockMetadataIndex.SIGNATURES_VALUE, signatures.toByteString());
    }

    static Block withMetadata(Block block, int index, ByteString value) {
        Block.Builder changed = block.toBuilder();
        changed.getMetadataBuilder().setMetadata(index, value);
        return changed.build();
    }

    /** A block with another transaction, whose hash and signatures are right again. */
    static Block resealed(Block block, ByteString transaction, List<SigningIdentity> orderers) throws Exception {
        Block.Builder changed = block.toBuilder();
        changed.getDataBuilder().setData(0, transaction);
        changed.getHeaderBuilder().setDataHash(BlockHash.ofData(changed.getData()));
        return signed(changed.build(), orderers);
    }

    static Block signed(Block block, List<SigningIdentity> orderers) throws Exception {
        ByteString value = signatures(block).getValue();
        Metadata.Builder metadata = Metadata.newBuilder().setValue(value);
        for (SigningIdentity orderer : orderers) {
            ByteString header = SignatureHeader.newBuilder()
                    .setCreator(orderer.serialized())
                    .setNonce(ByteString.copyFromUtf8("nonce"))
                    .build()
                    .toByteString();
            metadata.addSignatures(MetadataSignature.newBuilder()
                    .setSignatureHeader(header)
                    .setSignature(orderer.sign(value, header, BlockHash.headerBytes(block.getHeader()))));
        }
        return withSignatures(block, metadata.build());
    }
}
