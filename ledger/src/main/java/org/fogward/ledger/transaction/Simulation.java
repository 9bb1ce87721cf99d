package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * What a run of the contract came to, before anything is written.
 *
 * @param accesses every key and range read, and every key written, each sorted by key
 * @param event the event that the contract raised
 * @param response the contract's answer or refusal
 */
public record Simulation(KVRWSet accesses, Optional<ChaincodeEvent> event, Response response) {
    private static final int BAD_REQUEST = 400;
    private static final int OK = 200;

    /**
     * Whether the contract answered.
     *
     * @return false when it refused
     */
    public boolean answered() {
        return response.getStatus() >= OK && response.getStatus() < BAD_REQUEST;
    }

    /**
     * Whether there is something to commit.
     *
     * @return true when the contract wrote
     */
    public boolean writes() {
        return accesses.getWritesCount() > 0;
    }

    /**
     * What an endorser signs.
     *
     * @param proposal the proposal that the contract ran for
     * @return a serialized Fabric {@code ProposalResponsePayload}
     */
    public ByteString toResult(ReceivedProposal proposal) {
        Invocation invocation = proposal.invocation();
        ChaincodeAction.Builder action = ChaincodeAction.newBuilder()
                .setResults(TxReadWriteSet.newBuilder()
                        .setDataModel(TxReadWriteSet.DataModel.KV)
                        .addNsRwset(NsReadWriteSet.newBuilder()
                                .setNamespace(invocation.contract())
                                .setRwset(accesses.toByteString()))
                        .build()
                        .toByteString())
                .setResponse(response)
                .setChaincodeId(ChaincodeID.newBuilder().setName(invocation.contract()));
        event.ifPresent(raised -> action.setEvents(raised.toByteString()));
        return ProposalResponsePayload.newBuilder()
                .setProposalHash(invocation.header().proposalHash(proposal.payload()))
                .setExtension(action.build().toByteString())
                .build()
                .toByteString();
    }
}
