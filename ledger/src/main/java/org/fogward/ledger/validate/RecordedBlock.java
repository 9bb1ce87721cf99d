package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.fogward.ledger.block.BrokenChainException;
import org.fogward.ledger.channel.ConfigTransaction;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Takes a stored block at its word: the judgements in its metadata are those that it was stored with. */
public final class RecordedBlock {
    private RecordedBlock() {}

    /**
     * The transactions with their recorded judgements.
     *
     * @param block a stored block
     * @return the transactions in order; nothing of a configuration
     * @throws BrokenChainException when a judgement is missing or unknown, or a valid transaction cannot be read
     */
    public static List<CommittedTransaction> transactions(Block block) throws BrokenChainException {
        long number = block.getHeader().getNumber();
        ByteString codes = BlockSeal.codes(block);
        int count = block.getData().getDataCount();
        if (codes.size() != count) {
            throw new BrokenChainException(
                    "block " + number + ": there are " + codes.size() + " judgements on " + count + " transactions");
        }
        List<CommittedTransaction> transactions = new ArrayList<>();
        if (ConfigTransaction.isOne(block.getData().getData(0))) {
            return transactions;
        }
        for (int i = 0; i < count; i++) {
            TxValidationCode code = TxValidationCode.forNumber(Byte.toUnsignedInt(codes.byteAt(i)));
            if (code == null) {
                throw new BrokenChainException("block " + number + ": judgement " + i + " is unknown");
            }
            transactions.add(read(number, i, block.getData().getData(i), code));
        }
        return transactions;
    }

    private static CommittedTransaction read(long number, int index, ByteString envelope, TxValidationCode code)
            throws BrokenChainException {
        try {
            EndorsedTransaction transaction = EndorsedTransaction.parse(envelope);
            return CheckedTransaction.of(envelope, transaction, code, "").as(code);
        } catch (MalformedTransactionException e) {
            if (code == TxValidationCode.VALID) {
                throw new BrokenChainException("block " + number + ", transaction " + index + ": " + e.getMessage());
            }
            return CheckedTransaction.nameless(envelope, code, "").as(code);
        }
    }
}
