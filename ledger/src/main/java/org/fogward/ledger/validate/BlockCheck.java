package org.fogward.ledger.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.state.Namespaces;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Judges the transactions of a block in their order: ids used before, keys and ranges changed since they were read. */
public final class BlockCheck {
    private final LedgerState state;
    private final IdRule rule;

    /**
     * A check by an embedded ledger.
     *
     * @param state the ledger before the block
     */
    public BlockCheck(LedgerState state) {
        this(state, IdRule.EMBEDDED);
    }

    /**
     * A check.
     *
     * @param state the ledger before the block
     * @param rule when an id counts as used
     */
    public BlockCheck(LedgerState state, IdRule rule) {
        this.state = state;
        this.rule = rule;
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
            codes.add(rule.used(each, state, ids) ? TxValidationCode.DUPLICATE_TXID : each.code());
        }
        long height = state.head().height();
        return state.read(namespaces -> judge(block, codes, namespaces, height));
    }

    private static List<CommittedTransaction> judge(
            List<CheckedTransaction> block, List<TxValidationCode> codes, Namespaces namespaces, long height) {
        PendingWrites pending = new PendingWrites();
        List<CommittedTransaction> judged = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            CommittedTransaction transaction = block.get(i).as(codes.get(i));
            if (transaction.valid()) {
                transaction = block.get(i).as(pending.judge(transaction.contracts(), namespaces));
            }
            if (transaction.valid()) {
                pending.add(
                        transaction.contracts(),
                        Version.newBuilder().setBlockNum(height).setTxNum(i).build());
            }
            judged.add(transaction);
        }
        return judged;
    }
}
