package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.fogward.ledger.identity.Member;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A proposal as a client sends it.
 *
 * @param invocation the call
 * @param payload the proposal's payload without what is transient, as the transaction will hold it
 * @param signed Fabric's message
 */
public record ReceivedProposal(Invocation invocation, ByteString payload, SignedProposal signed) {
    /**
     * Reads a proposal; its signature is not checked.
     *
     * @param signed Fabric's message
     * @return the proposal
     * @throws MalformedTransactionException naming the part that is missing or wrong
     */
    public static ReceivedProposal parse(SignedProposal signed) throws MalformedTransactionException {
        try {
            Proposal proposal = Proposal.parseFrom(signed.getProposalBytes());
            TransactionHeader header = TransactionHeader.parse(Header.parseFrom(proposal.getHeader()));
            if (header.type() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
                throw new MalformedTransactionException(
                        TxValidationCode.BAD_COMMON_HEADER, "invalid header type " + header.type());
            }
            return new ReceivedProposal(
                    CallText.read(header, proposal.getPayload()),
                    CallText.withoutTransients(proposal.getPayload()),
                    signed);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException(
                    TxValidationCode.BAD_PAYLOAD, "the proposal is not made of Fabric's messages", e);
        }
    }

    /**
     * Checks the creator's signature.
     *
     * @param creator the member that the header names
     * @return whether it holds
     */
    public boolean signedBy(Member creator) {
        return creator.signed(signed.getSignature(), signed.getProposalBytes());
    }
}
