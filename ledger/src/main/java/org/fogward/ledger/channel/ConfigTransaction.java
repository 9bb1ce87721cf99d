package org.fogward.ledger.channel;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/**
 * A channel's configuration as a block holds it: a transaction of its own type, which an orderer signs.
 *
 * @param channel the channel's name
 * @param creator the serialized identity of the orderer that made it; empty in a channel's first block
 * @param content the configuration, and the update that it follows from
 * @param envelope Fabric's message
 */
public record ConfigTransaction(String channel, ByteString creator, ConfigEnvelope content, Envelope envelope) {
    /**
     * Whether a transaction claims to be a configuration.
     *
     * @param bytes a serialized Fabric envelope
     * @return false also for what is no envelope
     */
    public static boolean isOne(ByteString bytes) {
        try {
            Payload payload = Payload.parseFrom(Envelope.parseFrom(bytes).getPayload());
            return ChannelHeader.parseFrom(payload.getHeader().getChannelHeader())
                            .getType()
                    == HeaderType.CONFIG_VALUE;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /**
     * Reads a configuration; no signature is checked.
     *
     * @param bytes a serialized Fabric envelope
     * @return the transaction
     * @throws ConfigException when it is none
     */
    public static ConfigTransaction parse(ByteString bytes) throws ConfigException {
        try {
            Envelope envelope = Envelope.parseFrom(bytes);
            Payload payload = Payload.parseFrom(envelope.getPayload());
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            if (header.getType() != HeaderType.CONFIG_VALUE) {
                throw new ConfigException("the block's transaction is no configuration");
            }
            return new ConfigTransaction(
                    header.getChannelId(),
                    SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader())
                            .getCreator(),
                    ConfigEnvelope.parseFrom(payload.getData()),
                    envelope);
        } catch (InvalidProtocolBufferException e) {
            throw new ConfigException("the configuration is not made of Fabric's messages", e);
        }
    }
}
