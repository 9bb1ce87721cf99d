package org.fogward.ledger.peer;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.endorse.Endorser;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.order.Orderer;
import org.fogward.ledger.validate.CheckedTransaction;
import org.fogward.ledger.validate.TransactionCheck;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Hands signed transactions to the orderer, after the checks that Fabric's orderers make. */
final class Submissions {

    private final ServedLedger ledger;
    private final Endorser endorser;
    private final Orderer orderer;
    private final String mspId;

    Submissions(ServedLedger ledger, Endorser endorser, Orderer orderer, String mspId) {
        this.ledger = ledger;
        this.orderer = orderer;
        this.mspId = mspId;
        this.endorser = endorser;
    }

    void submit(Envelope envelope) {
        if (envelope.getSignature().isEmpty()) {
            throw GatewayErrors.of(Status.Code.INVALID_ARGUMENT, "prepared transaction must be signed");
        }
        ByteString bytes = envelope.toByteString();
        if (bytes.size() > 2 * Proposals.MOST_BYTES) {
            throw GatewayErrors.notOrdered(
                    org.hyperledger.fabric.protos.common.Status.BAD_REQUEST,
                    "message payload is " + bytes.size() + " bytes and exceeds maximum allowed "
                            + 2 * Proposals.MOST_BYTES + " bytes");
        }
        try {
            // Before the work of checking, so that a ledger that cannot write does not pretend to look.
            orderer.requireWritable();
            ChannelConfig config = ledger.config();
            CheckedTransaction checked = new TransactionCheck(config, ledger.contract(), endorser::gave).check(bytes);
            requireOrderable(checked, config);
            orderer.submit(checked, config.sequence());
        } catch (LedgerException e) {
            throw GatewayErrors.of(
                    Status.Code.UNAVAILABLE,
                    "no orderers could successfully process transaction",
                    mspId,
                    String.valueOf(e.getMessage()));
        }
    }

    private void requireOrderable(CheckedTransaction checked, ChannelConfig config) {
        if (checked.code() == TxValidationCode.TARGET_CHAIN_NOT_FOUND) {
            throw GatewayErrors.notOrdered(org.hyperledger.fabric.protos.common.Status.NOT_FOUND, checked.reason());
        }
        if (checked.code() == TxValidationCode.BAD_CREATOR_SIGNATURE) {
            throw GatewayErrors.notOrdered(org.hyperledger.fabric.protos.common.Status.FORBIDDEN, checked.reason());
        }
        if (checked.transaction().isEmpty()) {
            throw GatewayErrors.notOrdered(org.hyperledger.fabric.protos.common.Status.BAD_REQUEST, checked.reason());
        }
        ByteString creator = checked.transaction().get().invocation().header().creator();
        try {
            config.membership().member(creator, ledger.clock().instant());
        } catch (NoMemberException e) {
            throw GatewayErrors.notOrdered(
                    org.hyperledger.fabric.protos.common.Status.FORBIDDEN, String.valueOf(e.getMessage()));
        }
    }
}
