package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.fogward.fuzzing.Chain;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigException;
import org.fogward.ledger.channel.ConfigTransaction;
import org.fogward.ledger.validate.CheckedTransaction;
import org.fogward.ledger.validate.TransactionCheck;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Transactions through the judgement of a peer: as they come, and with an id and hashes that fit, which whoever makes one computes as
 * well.
 */
public final class TransactionFuzz implements FuzzTarget {
    private final List<byte[]> envelopes = new ArrayList<>();
    private final TransactionCheck check;

    /** Makes a chain whose members and transactions are real. */
    public TransactionFuzz() throws Exception {
        List<byte[]> blocks = Chain.create().blocks();
        for (byte[] block : blocks) {
            envelopes.add(Block.parseFrom(block).getData().getData(0).toByteArray());
        }
        check = new TransactionCheck(ChannelConfig.read(Block.parseFrom(blocks.getFirst())), "federation");
    }

    @Override
    public List<byte[]> seeds() {
        return envelopes;
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        ByteString bytes = ByteString.copyFrom(input);
        judge(bytes);
        ByteString fitting;
        try {
            fitting = fitting(Envelope.parseFrom(bytes));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            return;
        }
        judge(fitting);
    }

    private void judge(ByteString bytes) throws Exception {
        CheckedTransaction judged = check.check(bytes);
        if (judged.code() == TxValidationCode.VALID) {
            Promise.that(known(bytes), "judged valid although nobody signed it");
        } else {
            Promise.that(!judged.reason().isBlank(), "refused without a reason");
        }
        try {
            OuterLayer.parse(bytes);
        } catch (MalformedTransactionException e) {
            Promise.explains(e);
        }
        ConfigTransaction.isOne(bytes);
        try {
            ConfigTransaction.parse(bytes);
        } catch (ConfigException e) {
            Promise.explains(e);
        }
    }

    /** What a signature covers is the payload; the envelope around it may be written in several ways. */
    private boolean known(ByteString bytes) throws Exception {
        ByteString payload = Envelope.parseFrom(bytes).getPayload();
        for (byte[] envelope : envelopes) {
            if (Envelope.parseFrom(envelope).getPayload().equals(payload)) {
                return true;
            }
        }
        return false;
    }

    private static ByteString fitting(Envelope envelope) throws com.google.protobuf.InvalidProtocolBufferException {
        Payload payload = Payload.parseFrom(envelope.getPayload());
        SignatureHeader signer = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
        ChannelHeader channel = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).toBuilder()
                .setTxId(java.util.HexFormat.of()
                        .formatHex(Sha256.of(signer.getNonce(), signer.getCreator())
                                .toByteArray()))
                .build();
        Header header = payload.getHeader().toBuilder()
                .setChannelHeader(channel.toByteString())
                .build();
        Payload.Builder next = payload.toBuilder().setHeader(header);
        Transaction transaction = Transaction.parseFrom(payload.getData());
        if (transaction.getActionsCount() > 0) {
            ChaincodeActionPayload action =
                    ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
            ProposalResponsePayload result =
                    ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload()).toBuilder()
                            .setProposalHash(Sha256.of(
                                    header.getChannelHeader(),
                                    header.getSignatureHeader(),
                                    action.getChaincodeProposalPayload()))
                            .build();
            ChaincodeActionPayload.Builder changed = action.toBuilder();
            changed.getActionBuilder().setProposalResponsePayload(result.toByteString());
            Transaction.Builder whole = transaction.toBuilder();
            whole.getActionsBuilder(0)
                    .setHeader(header.getSignatureHeader())
                    .setPayload(changed.build().toByteString());
            next.setData(whole.build().toByteString());
        }
        return envelope.toBuilder()
                .setPayload(next.build().toByteString())
                .build()
                .toByteString();
    }
}
