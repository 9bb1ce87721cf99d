package org.fogward.ledger.endorse;

import com.google.protobuf.ByteString;
import java.util.List;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.state.CallRules;
import org.fogward.ledger.state.ContractRunner;
import org.fogward.ledger.state.HistoryReader;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.PreparedEnvelope;
import org.fogward.ledger.transaction.ReceivedProposal;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.Endorsement;

/** Runs the contract for proposals that were checked. Safe for several threads. */
public final class Endorser {
    private final ContractRunner contract = new ContractRunner();
    private final LedgerState state;
    private final List<SigningIdentity> peers;
    private final String mspId;
    private final HistoryReader history;
    private final GivenEndorsements given = new GivenEndorsements();

    /**
     * An endorser.
     *
     * @param state what the contract sees
     * @param peers who sign: one or more
     * @param history what a key of the contract was before
     */
    public Endorser(LedgerState state, List<SigningIdentity> peers, HistoryReader history) {
        this.state = state;
        this.peers = List.copyOf(peers);
        this.mspId = peers.getFirst().mspId();
        this.history = history;
    }

    /**
     * Runs a call whose answer is only looked at.
     *
     * @param proposal the proposal
     * @return the contract's answer or refusal
     */
    public Simulation evaluate(ReceivedProposal proposal) {
        return run(proposal, CallRules.evaluation(mspId, history));
    }

    /**
     * Runs a call whose writes are to be committed.
     *
     * @param proposal the proposal
     * @return the contract's answer or refusal
     */
    public Simulation simulate(ReceivedProposal proposal) {
        return run(proposal, CallRules.endorsement(mspId));
    }

    /**
     * Signs what a call came to.
     *
     * @param proposal the proposal
     * @param simulation what it came to; the contract answered
     * @return a transaction that lacks its creator's signature
     */
    public Envelope endorse(ReceivedProposal proposal, Simulation simulation) {
        ByteString result = simulation.toResult(proposal);
        List<Endorsement> endorsements = peers.stream()
                .map(peer -> Endorsement.newBuilder()
                        .setEndorser(peer.serialized())
                        .setSignature(peer.sign(result, peer.serialized()))
                        .build())
                .toList();
        endorsements.forEach(endorsement -> given.remember(endorsement, result));
        return PreparedEnvelope.of(proposal, result, endorsements);
    }

    /**
     * Whether this endorser gave an endorsement not long ago, so that it need not be checked again.
     *
     * @param endorsement the endorsement, as it came back
     * @param result what it is said to be for
     * @return false also when it was given, but is forgotten
     */
    public boolean gave(Endorsement endorsement, ByteString result) {
        return given.holds(endorsement, result);
    }

    private Simulation run(ReceivedProposal proposal, CallRules rules) {
        String name = proposal.invocation().contract();
        return state.read(namespaces -> contract.run(namespaces.of(name), proposal.invocation(), rules));
    }
}
