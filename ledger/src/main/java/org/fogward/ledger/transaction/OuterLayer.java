package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Set;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * What a Fabric peer reads of a transaction before it looks at the creator's signature.
 *
 * @param envelope Fabric's message
 * @param header the channel header; its transaction id is only claimed
 * @param creator the creator's serialized identity
 */
public record OuterLayer(Envelope envelope, ChannelHeader header, ByteString creator) {
    private static final Set<Integer> KNOWN_TYPES =
            Set.of(HeaderType.ENDORSER_TRANSACTION_VALUE, HeaderType.CONFIG_UPDATE_VALUE, HeaderType.CONFIG_VALUE);

    /**
     * Reads it; no signature is checked.
     *
     * @param bytes a serialized Fabric envelope
     * @return the outer layer
     * @throws MalformedTransactionException with the code that a peer gives
     */
    public static OuterLayer parse(ByteString bytes) throws MalformedTransactionException {
        Envelope envelope;
        try {
            envelope = Envelope.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException(TxValidationCode.INVALID_OTHER_REASON, "the bytes are no envelope");
        }
        Payload payload;
        try {
            payload = Payload.parseFrom(envelope.getPayload());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException(TxValidationCode.BAD_PAYLOAD, "the envelope has no payload");
        }
        try {
            ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            SignatureHeader signer =
                    SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
            if (!KNOWN_TYPES.contains(header.getType())) {
                throw new MalformedTransactionException(
                        TxValidationCode.BAD_COMMON_HEADER, "the header's type is " + header.getType());
            }
            if (header.getEpoch() != 0
                    || signer.getNonce().isEmpty()
                    || signer.getCreator().isEmpty()) {
                throw new MalformedTransactionException(
                        TxValidationCode.BAD_COMMON_HEADER, "epoch must be 0, and nonce and creator not empty");
            }
            return new OuterLayer(envelope, header, signer.getCreator());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException(
                    TxValidationCode.BAD_COMMON_HEADER, "the header is not made of Fabric's messages");
        }
    }

    /**
     * Whether a contract is called.
     *
     * @return false for a configuration and for what has no place in a block
     */
    public boolean isCall() {
        return header.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE;
    }
}
