package org.fogward.ledger;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Channel;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Speaks to a gateway step by step, where the client takes all steps at once and again when one fails. */
public record RawGateway(Channel channel, SigningIdentity creator) {
    /** Has a call endorsed, by certain organisations when there are any, and signs what comes of it. */
    public Envelope endorse(String function, String argument, String... organisations) {
        TestProposal proposal = TestProposal.of(creator, function, argument);
        EndorseRequest.Builder request = EndorseRequest.newBuilder()
                .setTransactionId(proposal.transactionId())
                .setChannelId("fogward")
                .setProposedTransaction(proposal.signed());
        for (String each : organisations) {
            request.addEndorsingOrganizations(each);
        }
        ByteString payload = GatewayGrpc.newBlockingStub(channel)
                .endorse(request.build())
                .getPreparedTransaction()
                .getPayload();
        return signed(payload);
    }

    public Envelope signed(ByteString payload) {
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(creator.sign(payload))
                .build();
    }

    public void submit(Envelope transaction) throws InvalidProtocolBufferException {
        GatewayGrpc.newBlockingStub(channel)
                .submit(SubmitRequest.newBuilder()
                        .setTransactionId(id(transaction))
                        .setChannelId("fogward")
                        .setPreparedTransaction(transaction)
                        .build());
    }

    /** Waits for what becomes of a transaction. */
    public TxValidationCode status(Envelope transaction) throws InvalidProtocolBufferException {
        ByteString request = CommitStatusRequest.newBuilder()
                .setTransactionId(id(transaction))
                .setChannelId("fogward")
                .setIdentity(creator.serialized())
                .build()
                .toByteString();
        return GatewayGrpc.newBlockingStub(channel)
                .commitStatus(SignedCommitStatusRequest.newBuilder()
                        .setRequest(request)
                        .setSignature(creator.sign(request))
                        .build())
                .getResult();
    }

    private static String id(Envelope transaction) throws InvalidProtocolBufferException {
        Payload payload = Payload.parseFrom(transaction.getPayload());
        return ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).getTxId();
    }
}
