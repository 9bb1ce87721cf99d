package org.fogward.ledger.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.state.Namespaces;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Judges the transactions of a block in their order: ids used before, keys and ranges changed since they were read. */
public final class BlockCheck {
    private final LedgerState state;

    /**
     * A check.
     *
     * @param state the ledger before the block
     */
    public BlockCheck(LedgerState state) {
        this.state = state;
    }

    /**
     * Judges.
     *
     * @param block the block's transactions, judged by themselves
     * @return the final judgements, in the same order; nothing is written
     */
    public List<CommittedTransaction> judge(List<CheckedTransaction> block) {
        Set<String> ids = new HashSet<>();
        List<TxValidationCode> codes = new ArrayList<>();
        for (CheckedTransaction each : block) {
            String id = each.transactionId();
            boolean used = !id.isEmpty() && (state.transaction(id).isPresent() || !ids.add(id));
            codes.add(used ? TxValidationCode.DUPLICATE_TXID : each.code());
        }
        return state.read(namespaces -> judge(block, codes, namespaces));
    }

    private static List<CommittedTransaction> judge(
            List<CheckedTransaction> block, List<TxValidationCode> codes, Namespaces namespaces) {
        PendingWrites pending = new PendingWrites();
        List<CommittedTransaction> judged = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            CommittedTransaction transaction = block.get(i).as(codes.get(i));
            if (transaction.valid()) {
                transaction = block.get(i).as(pending.judge(transaction.contracts(), namespaces));
            }
            if (transaction.valid()) {
                pending.add(transaction.contracts());
            }
            judged.add(transaction);
        }
        return judged;
    }
}
