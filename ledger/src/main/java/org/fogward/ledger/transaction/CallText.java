package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Reads the call out of a proposal's payload. */
final class CallText {
    private CallText() {}

    static Invocation read(TransactionHeader header, ByteString payload) throws MalformedTransactionException {
        try {
            ChaincodeProposalPayload proposal = ChaincodeProposalPayload.parseFrom(payload);
            ChaincodeSpec spec =
                    ChaincodeInvocationSpec.parseFrom(proposal.getInput()).getChaincodeSpec();
            String name = spec.getChaincodeId().getName();
            if (name.isEmpty() || !name.equals(header.contract())) {
                throw new MalformedTransactionException(
                        TxValidationCode.INVALID_CHAINCODE,
                        "the header's extension and the call must name the same chaincode");
            }
            return new Invocation(header, name, spec.getInput().getArgsList(), proposal.getTransientMapMap());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException(
                    TxValidationCode.INVALID_ENDORSER_TRANSACTION, "the call is not made of Fabric's messages", e);
        }
    }

    /** The part of a proposal's payload that a transaction keeps. */
    static ByteString withoutTransients(ByteString payload) throws MalformedTransactionException {
        try {
            return ChaincodeProposalPayload.newBuilder()
                    .setInput(ChaincodeProposalPayload.parseFrom(payload).getInput())
                    .build()
                    .toByteString();
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedTransactionException(
                    TxValidationCode.BAD_PAYLOAD, "the call is not made of Fabric's messages", e);
        }
    }
}
