package org.fogward.ledger.peer;

import io.grpc.Status;
import org.fogward.ledger.channel.Policies;
import org.fogward.ledger.endorse.Endorser;
import org.fogward.ledger.endorse.ProposalCheck;
import org.fogward.ledger.endorse.ProposalException;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.fogward.ledger.transaction.ReceivedProposal;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/** Answers proposals: to evaluate, or to endorse. */
final class Proposals {
    /** More than any call of the contract needs. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final ServedLedger ledger;
    private final ProposalCheck check;
    private final Endorser endorser;
    private final ChainQueries queries;
    private final String mspId;

    Proposals(ServedLedger ledger, Endorser endorser, String mspId) {
        this.ledger = ledger;
        this.endorser = endorser;
        this.mspId = mspId;
        check = new ProposalCheck(ledger.channel(), ledger.state(), ledger.clock());
        queries = new ChainQueries(ledger);
    }

    Response evaluate(SignedProposal signed) {
        ReceivedProposal proposal = receive(signed);
        boolean query = proposal.invocation().contract().equals(ChainQueries.NAME);
        try {
            check.require(proposal, query ? Policies.READERS : Policies.WRITERS);
        } catch (ProposalException e) {
            throw GatewayErrors.notEvaluated(Status.Code.FAILED_PRECONDITION, mspId, invalid(e));
        }
        Response response = query
                ? queries.answer(proposal.invocation().arguments())
                : endorser.evaluate(proposal).response();
        if (response.getStatus() < OK || response.getStatus() >= BAD_REQUEST) {
            throw GatewayErrors.notEvaluated(Status.Code.UNKNOWN, mspId, chaincodeResponse(response));
        }
        return response;
    }

    Envelope endorse(SignedProposal signed) {
        ReceivedProposal proposal = receive(signed);
        if (proposal.invocation().contract().equals(ChainQueries.NAME)) {
            throw GatewayErrors.of(Status.Code.FAILED_PRECONDITION, ChainQueries.NAME + " is only to be evaluated");
        }
        try {
            check.require(proposal, Policies.WRITERS);
        } catch (ProposalException e) {
            throw GatewayErrors.notEndorsed(mspId, invalid(e));
        }
        Simulation simulation = endorser.simulate(proposal);
        if (!simulation.answered()) {
            throw GatewayErrors.notEndorsed(mspId, chaincodeResponse(simulation.response()));
        }
        return endorser.endorse(proposal, simulation);
    }

    private ReceivedProposal receive(SignedProposal signed) {
        if (signed.getProposalBytes().isEmpty()) {
            throw GatewayErrors.of(
                    Status.Code.INVALID_ARGUMENT, "the proposed transaction must contain a signed proposal");
        }
        if (signed.getProposalBytes().size() > MOST_BYTES) {
            throw GatewayErrors.of(
                    Status.Code.RESOURCE_EXHAUSTED,
                    "the proposal has " + signed.getProposalBytes().size() + " bytes, more than " + MOST_BYTES);
        }
        ReceivedProposal proposal;
        try {
            proposal = ReceivedProposal.parse(signed);
        } catch (MalformedTransactionException e) {
            throw GatewayErrors.of(
                    Status.Code.INVALID_ARGUMENT, "failed to unpack transaction proposal: " + e.getMessage());
        }
        String channel = proposal.invocation().header().channel();
        String contract = proposal.invocation().contract();
        boolean served = contract.equals(ledger.contract()) || contract.equals(ChainQueries.NAME);
        if (!channel.equals(ledger.config().channel()) || !served) {
            throw GatewayErrors.of(
                    Status.Code.FAILED_PRECONDITION,
                    "no peers available to evaluate chaincode " + contract + " in channel " + channel);
        }
        return proposal;
    }

    private static String invalid(ProposalException e) {
        return "error validating proposal: " + e.getMessage();
    }

    private static String chaincodeResponse(Response response) {
        return "chaincode response " + response.getStatus() + ", " + response.getMessage();
    }
}
