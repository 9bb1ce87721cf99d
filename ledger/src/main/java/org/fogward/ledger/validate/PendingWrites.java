package org.fogward.ledger.validate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.fogward.ledger.state.Namespaces;
import org.fogward.ledger.state.WorldState;
import org.fogward.ledger.transaction.ContractAccesses;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** What the transactions of a block write that come before the one that is judged. Not thread-safe. */
final class PendingWrites {
    private final Map<String, NavigableSet<String>> keys = new HashMap<>();

    void add(List<ContractAccesses> contracts) {
        for (ContractAccesses contract : contracts) {
            for (KVWrite write : contract.accesses().getWritesList()) {
                keys.computeIfAbsent(contract.namespace(), _ -> new TreeSet<>(WorldState.KEY_ORDER))
                        .add(write.getKey());
            }
        }
    }

    /** Fabric's check of read and range versions, against the state and the block so far. */
    TxValidationCode judge(List<ContractAccesses> contracts, Namespaces namespaces) {
        for (ContractAccesses contract : contracts) {
            WorldState state = namespaces.of(contract.namespace());
            for (KVRead read : contract.accesses().getReadsList()) {
                if (writes(contract.namespace(), read.getKey()) || !state.isCurrent(read)) {
                    return TxValidationCode.MVCC_READ_CONFLICT;
                }
            }
            for (RangeQueryInfo query : contract.accesses().getRangeQueriesInfoList()) {
                if (query.hasReadsMerkleHashes()) {
                    return TxValidationCode.INVALID_OTHER_REASON;
                }
                if (writesInto(contract.namespace(), query) || !state.isCurrent(query)) {
                    return TxValidationCode.PHANTOM_READ_CONFLICT;
                }
            }
        }
        return TxValidationCode.VALID;
    }

    private boolean writes(String namespace, String key) {
        NavigableSet<String> written = keys.get(namespace);
        return written != null && written.contains(key);
    }

    private boolean writesInto(String namespace, RangeQueryInfo query) {
        NavigableSet<String> written = keys.get(namespace);
        if (written == null) {
            return false;
        }
        String next = written.ceiling(query.getStartKey());
        return next != null
                && (query.getEndKey().isEmpty() || WorldState.KEY_ORDER.compare(next, query.getEndKey()) < 0);
    }
}
