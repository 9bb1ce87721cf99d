package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import org.bouncycastle.util.encoders.Hex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * The header of a proposal, and of the transaction that it becomes.
 *
 * @param type one of Fabric's {@code HeaderType}s
 * @param channel the channel's name
 * @param transactionId SHA-256 over nonce and creator, 64 lower-case hexadecimal digits; {@link #parse} checks it
 * @param timestamp when the creator says that it made the proposal
 * @param contract the contract that the extension names, empty for a configuration
 * @param creator the creator's serialized identity
 * @param nonce random bytes that make the transaction id unique
 * @param channelHeader the channel header as it was given
 * @param signatureHeader the signature header as it was given
 */
public record TransactionHeader(
        int type,
        String channel,
        String transactionId,
        Instant timestamp,
        String contract,
        ByteString creator,
        ByteString nonce,
        ByteString channelHeader,
        ByteString signatureHeader) {

    /**
     * Reads a header.
     *
     * @param header Fabric's message
     * @return the header
     * @throws MalformedTransactionException naming the part that is missing or wrong
     */
    public static TransactionHeader parse(Header header) throws MalformedTransactionException {
        try {
            ChannelHeader channel = ChannelHeader.parseFrom(header.getChannelHeader());
            SignatureHeader signer = SignatureHeader.parseFrom(header.getSignatureHeader());
            if (channel.getEpoch() != 0) {
                throw bad(TxValidationCode.BAD_COMMON_HEADER, "epoch must be 0, not " + channel.getEpoch());
            }
            if (signer.getNonce().isEmpty() || signer.getCreator().isEmpty()) {
                throw bad(TxValidationCode.BAD_COMMON_HEADER, "nonce and creator must not be empty");
            }
            String id = Hex.toHexString(
                    Sha256.of(signer.getNonce(), signer.getCreator()).toByteArray());
            if (!channel.getTxId().equals(id)) {
                throw bad(TxValidationCode.BAD_PROPOSAL_TXID, "tx_id must be the hash of nonce and creator, " + id);
            }
            return new TransactionHeader(
                    channel.getType(),
                    channel.getChannelId(),
                    id,
                    instant(channel.getTimestamp()),
                    contract(channel.getExtension()),
                    signer.getCreator(),
                    signer.getNonce(),
                    header.getChannelHeader(),
                    header.getSignatureHeader());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException(
                    TxValidationCode.BAD_COMMON_HEADER, "the header is not made of Fabric's messages", e);
        }
    }

    /**
     * What binds a result to its proposal.
     *
     * @param payload the proposal's payload, without what is transient
     * @return SHA-256 over both headers and the payload
     */
    public ByteString proposalHash(ByteString payload) {
        return Sha256.of(channelHeader, signatureHeader, payload);
    }

    /**
     * The header as Fabric's message.
     *
     * @return the same bytes inside
     */
    public Header toMessage() {
        return Header.newBuilder()
                .setChannelHeader(channelHeader)
                .setSignatureHeader(signatureHeader)
                .build();
    }

    private static String contract(ByteString extension)
            throws MalformedTransactionException, InvalidProtocolBufferException {
        ChaincodeHeaderExtension parsed = ChaincodeHeaderExtension.parseFrom(extension);
        return parsed.getChaincodeId().getName();
    }

    private static Instant instant(Timestamp timestamp) throws MalformedTransactionException {
        try {
            return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedTransactionException(
                    TxValidationCode.BAD_COMMON_HEADER, "the timestamp is outside of time", e);
        }
    }

    private static MalformedTransactionException bad(TxValidationCode code, String message) {
        return new MalformedTransactionException(code, message);
    }
}
