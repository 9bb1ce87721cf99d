package org.fogward.ledger.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.util.encoders.Hex;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.identity.OrganisationTrust;
import org.fogward.ledger.transaction.Sha256;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.LastConfig;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.OrdererBlockMetadata;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.orderer.BatchSize;

/** The block that a channel begins with: its configuration, unsigned, as Fabric's {@code configtxgen} makes it. */
public final class GenesisBlock {
    private static final int NONCE_BYTES = 24;

    private GenesisBlock() {}

    /**
     * Makes a channel's first block.
     *
     * @param channel the channel's name
     * @param members the organisations that run and use the contract
     * @param orderers the organisations that order transactions and sign blocks; may be the same
     * @param size how much goes into a block
     * @param now when
     * @return block 0, with the metadata that says that its transaction is valid
     */
    public static Block of(
            String channel,
            List<OrganisationTrust> members,
            List<OrganisationTrust> orderers,
            BatchSize size,
            Instant now) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        SignatureHeader nobody = SignatureHeader.newBuilder()
                .setNonce(ByteString.copyFrom(nonce))
                .build();
        ChannelHeader header = ChannelHeader.newBuilder()
                .setType(HeaderType.CONFIG_VALUE)
                .setTimestamp(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
                .setChannelId(channel)
                .setTxId(Hex.toHexString(
                        Sha256.of(nobody.getNonce(), nobody.getCreator()).toByteArray()))
                .build();
        Config config = Config.newBuilder()
                .setChannelGroup(ConfigGroups.channel(members, orderers, size))
                .build();
        Payload payload = Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(header.toByteString())
                        .setSignatureHeader(nobody.toByteString()))
                .setData(ConfigEnvelope.newBuilder().setConfig(config).build().toByteString())
                .build();
        BlockData data = BlockData.newBuilder()
                .addData(Envelope.newBuilder()
                        .setPayload(payload.toByteString())
                        .build()
                        .toByteString())
                .build();
        return Block.newBuilder()
                .setHeader(BlockHeader.newBuilder().setDataHash(BlockHash.ofData(data)))
                .setData(data)
                .setMetadata(metadata())
                .build();
    }

    /**
     * What stands beside a first block.
     *
     * @return the metadata: the configuration is in block 0, its transaction is valid
     */
    public static BlockMetadata metadata() {
        LastConfig first = LastConfig.getDefaultInstance();
        return BlockMetadata.newBuilder()
                .addMetadata(metadata(OrdererBlockMetadata.newBuilder()
                        .setLastConfig(first)
                        .build()
                        .toByteString()))
                .addMetadata(metadata(first.toByteString()))
                .addMetadata(ByteString.copyFrom(new byte[1]))
                .addMetadata(ByteString.EMPTY)
                .addMetadata(ByteString.EMPTY)
                .build();
    }

    private static ByteString metadata(ByteString value) {
        return Metadata.newBuilder().setValue(value).build().toByteString();
    }
}
