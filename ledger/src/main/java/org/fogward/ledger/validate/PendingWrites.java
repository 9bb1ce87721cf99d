package org.fogward.ledger.validate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.fogward.ledger.state.Namespaces;
import org.fogward.ledger.state.RangeQuery;
import org.fogward.ledger.state.WorldState;
import org.fogward.ledger.transaction.ContractAccesses;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** What the transactions of a block write that come before the one that is judged. Not thread-safe. */
final class PendingWrites {
    /** By contract and key; a deleted key has no version. */
    private final Map<String, NavigableMap<String, Optional<Version>>> keys = new HashMap<>();

    void add(List<ContractAccesses> contracts, Version version) {
        for (ContractAccesses contract : contracts) {
            for (KVWrite write : contract.accesses().getWritesList()) {
                keys.computeIfAbsent(contract.namespace(), _ -> new TreeMap<>(WorldState.KEY_ORDER))
                        .put(write.getKey(), WorldState.deletes(write) ? Optional.empty() : Optional.of(version));
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
                if (!isCurrent(contract.namespace(), new RangeQuery(query), state)) {
                    return TxValidationCode.PHANTOM_READ_CONFLICT;
                }
            }
        }
        return TxValidationCode.VALID;
    }

    private boolean writes(String namespace, String key) {
        NavigableMap<String, Optional<Version>> written = keys.get(namespace);
        return written != null && written.containsKey(key);
    }

    private boolean isCurrent(String namespace, RangeQuery query, WorldState state) {
        NavigableMap<String, Version> now = query.versions(state);
        NavigableMap<String, Optional<Version>> written = keys.get(namespace);
        if (written != null) {
            query.of(written)
                    .forEach((key, version) ->
                            version.ifPresentOrElse(present -> now.put(key, present), () -> now.remove(key)));
        }
        return query.sees(now);
    }
}
