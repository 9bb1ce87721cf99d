package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.fogward.fuzzing.Chain;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.Transaction;

/** Proposals that clients send to a ledger's door. */
public final class ProposalFuzz implements FuzzTarget {
    @Override
    public List<byte[]> seeds() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] block : Chain.create().blocks()) {
            Payload payload = Payload.parseFrom(
                    Envelope.parseFrom(Block.parseFrom(block).getData().getData(0))
                            .getPayload());
            Transaction transaction = Transaction.parseFrom(payload.getData());
            ByteString call = transaction.getActionsCount() == 0
                    ? ByteString.EMPTY
                    : ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload())
                            .getChaincodeProposalPayload();
            seeds.add(Proposal.newBuilder()
                    .setHeader(payload.getHeader().toByteString())
                    .setPayload(call)
                    .build()
                    .toByteArray());
        }
        return seeds;
    }

    @Override
    public void run(byte[] input) {
        try {
            ReceivedProposal proposal = ReceivedProposal.parse(SignedProposal.newBuilder()
                    .setProposalBytes(ByteString.copyFrom(input))
                    .build());
            TransactionHeader header = proposal.invocation().header();
            Promise.same(TransactionHeader.parse(header.toMessage()), header);
            Promise.same(
                    CallText.read(header, proposal.payload()).contract(),
                    proposal.invocation().contract());
        } catch (MalformedTransactionException e) {
            Promise.explains(e);
        }
    }
}
