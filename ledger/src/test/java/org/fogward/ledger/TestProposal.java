package org.fogward.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Hex;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.transaction.Sha256;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** A proposal laid out by hand, so that each part of it can be wrong. */
public record TestProposal(
        SigningIdentity creator,
        Instant at,
        String channel,
        String contract,
        ByteString nonce,
        List<String> arguments) {

    public static TestProposal of(SigningIdentity creator, String... arguments) {
        byte[] nonce = new byte[24];
        new SecureRandom().nextBytes(nonce);
        return new TestProposal(
                creator, Instant.now(), "fogward", "federation", ByteString.copyFrom(nonce), List.of(arguments));
    }

    public TestProposal at(Instant other) {
        return new TestProposal(creator, other, channel, contract, nonce, arguments);
    }

    public TestProposal channel(String other) {
        return new TestProposal(creator, at, other, contract, nonce, arguments);
    }

    public TestProposal contract(String other) {
        return new TestProposal(creator, at, channel, other, nonce, arguments);
    }

    public String transactionId() {
        return Hex.toHexString(Sha256.of(nonce, creator.serialized()).toByteArray());
    }

    public SignedProposal signed() {
        return signed(transactionId());
    }

    public SignedProposal signed(String transactionId) {
        ByteString proposal = Proposal.newBuilder()
                .setHeader(header(transactionId).toByteString())
                .setPayload(payload())
                .build()
                .toByteString();
        return SignedProposal.newBuilder()
                .setProposalBytes(proposal)
                .setSignature(creator.sign(proposal))
                .build();
    }

    private Header header(String transactionId) {
        return Header.newBuilder()
                .setChannelHeader(ChannelHeader.newBuilder()
                        .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
                        .setTimestamp(Timestamp.newBuilder()
                                .setSeconds(at.getEpochSecond())
                                .setNanos(at.getNano()))
                        .setChannelId(channel)
                        .setTxId(transactionId)
                        .setExtension(ChaincodeHeaderExtension.newBuilder()
                                .setChaincodeId(id())
                                .build()
                                .toByteString())
                        .build()
                        .toByteString())
                .setSignatureHeader(SignatureHeader.newBuilder()
                        .setCreator(creator.serialized())
                        .setNonce(nonce)
                        .build()
                        .toByteString())
                .build();
    }

    private ByteString payload() {
        return ChaincodeProposalPayload.newBuilder()
                .setInput(ChaincodeInvocationSpec.newBuilder()
                        .setChaincodeSpec(ChaincodeSpec.newBuilder()
                                .setChaincodeId(id())
                                .setInput(ChaincodeInput.newBuilder().addAllArgs(bytes())))
                        .build()
                        .toByteString())
                .build()
                .toByteString();
    }

    private List<ByteString> bytes() {
        return Stream.of(arguments.toArray(String[]::new))
                .map(ByteString::copyFromUtf8)
                .toList();
    }

    private ChaincodeID id() {
        return ChaincodeID.newBuilder().setName(contract).build();
    }
}
