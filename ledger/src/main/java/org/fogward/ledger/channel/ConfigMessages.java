package org.fogward.ledger.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;

/** The messages that a change of a configuration travels in, signed by whoever sends them. */
public final class ConfigMessages {
    private ConfigMessages() {}

    /**
     * An update on its way to the orderers.
     *
     * @param channel the channel's name
     * @param update the update with the administrators' signatures
     * @param sender who hands it in
     * @param now when
     * @return Fabric's message
     */
    public static Envelope update(String channel, ConfigUpdateEnvelope update, SigningIdentity sender, Instant now) {
        return signed(HeaderType.CONFIG_UPDATE, channel, update, sender, now);
    }

    /**
     * A new configuration as a block holds it.
     *
     * @param next the configuration
     * @param update the message with the update that it follows from
     * @param orderer who ordered it
     * @param now when
     * @return Fabric's message
     */
    public static Envelope configuration(ChannelConfig next, Envelope update, SigningIdentity orderer, Instant now) {
        ConfigEnvelope content = ConfigEnvelope.newBuilder()
                .setConfig(next.config())
                .setLastUpdate(update)
                .build();
        return signed(HeaderType.CONFIG, next.channel(), content, orderer, now);
    }

    private static Envelope signed(
            HeaderType type, String channel, Message content, SigningIdentity signer, Instant now) {
        ChannelHeader header = ChannelHeader.newBuilder()
                .setType(type.getNumber())
                .setTimestamp(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .setChannelId(channel)
                .build();
        ByteString payload = Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(header.toByteString())
                        .setSignatureHeader(ConfigDraft.header(signer).toByteString()))
                .setData(content.toByteString())
                .build()
                .toByteString();
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(signer.sign(payload))
                .build();
    }
}
