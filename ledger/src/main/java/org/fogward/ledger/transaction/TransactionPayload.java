package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.fogward.ledger.contract.FederationContract;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/**
 * The bytes that a creator signs, laid out as Fabric's {@code common.Payload} of an endorser transaction. They follow
 * from the call and what it came to, so whoever runs the contract again gets the same bytes. There are no endorsements:
 * in an embedded ledger the creator is the only one who runs the contract.
 */
final class TransactionPayload {
    private static final int OK = 200;

    private TransactionPayload() {}

    static Payload of(Invocation invocation, Simulation simulation) {
        Header header = header(invocation, HeaderType.ENDORSER_TRANSACTION);
        ByteString proposal = ChaincodeProposalPayload.newBuilder()
                .setInput(ChaincodeInvocationSpec.newBuilder()
                        .setChaincodeSpec(ChaincodeSpec.newBuilder()
                                .setType(ChaincodeSpec.Type.JAVA)
                                .setChaincodeId(contract())
                                .setInput(ChaincodeInput.newBuilder().addAllArgs(invocation.arguments())))
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        ByteString response = ProposalResponsePayload.newBuilder()
                .setProposalHash(Sha256.of(header.getChannelHeader(), header.getSignatureHeader(), proposal))
                .setExtension(action(simulation).toByteString())
                .build()
                .toByteString();
        ByteString action = ChaincodeActionPayload.newBuilder()
                .setChaincodeProposalPayload(proposal)
                .setAction(ChaincodeEndorsedAction.newBuilder().setProposalResponsePayload(response))
                .build()
                .toByteString();
        return Payload.newBuilder()
                .setHeader(header)
                .setData(Transaction.newBuilder()
                        .addActions(TransactionAction.newBuilder()
                                .setHeader(header.getSignatureHeader())
                                .setPayload(action))
                        .build()
                        .toByteString())
                .build();
    }

    /** The founding transaction calls nothing: it says who the creator is. */
    static Payload founding(Invocation invocation) {
        return Payload.newBuilder()
                .setHeader(header(invocation, HeaderType.CONFIG))
                .build();
    }

    private static ChaincodeAction action(Simulation simulation) {
        ChaincodeAction.Builder action = ChaincodeAction.newBuilder()
                .setResults(TxReadWriteSet.newBuilder()
                        .setDataModel(TxReadWriteSet.DataModel.KV)
                        .addNsRwset(NsReadWriteSet.newBuilder()
                                .setNamespace(FederationContract.NAME)
                                .setRwset(simulation.accesses().toByteString()))
                        .build()
                        .toByteString())
                .setResponse(Response.newBuilder().setStatus(OK).setPayload(simulation.answer()))
                .setChaincodeId(contract());
        simulation.event().ifPresent(event -> action.setEvents(event.toByteString()));
        return action.build();
    }

    private static Header header(Invocation invocation, HeaderType type) {
        Instant at = invocation.timestamp();
        return Header.newBuilder()
                .setChannelHeader(ChannelHeader.newBuilder()
                        .setType(type.getNumber())
                        .setTimestamp(Timestamp.newBuilder()
                                .setSeconds(at.getEpochSecond())
                                .setNanos(at.getNano()))
                        .setChannelId(Invocation.CHANNEL)
                        .setTxId(invocation.transactionId())
                        .build()
                        .toByteString())
                .setSignatureHeader(SignatureHeader.newBuilder()
                        .setCreator(invocation.creator())
                        .setNonce(invocation.nonce())
                        .build()
                        .toByteString())
                .build();
    }

    private static ChaincodeID contract() {
        return ChaincodeID.newBuilder().setName(FederationContract.NAME).build();
    }
}
