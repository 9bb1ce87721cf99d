package org.fogward.ledger.state;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fogward.ledger.transaction.ContractAccesses;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/** Which transactions wrote a key; what they wrote is in their blocks. Not thread-safe. */
final class KeyHistory {
    private static final int INDEX_BITS = 20;

    private final Map<Key, long[]> writers;

    record Key(String namespace, String name) {}

    KeyHistory() {
        this(new HashMap<>());
    }

    private KeyHistory(Map<Key, long[]> writers) {
        this.writers = writers;
    }

    void add(List<ContractAccesses> contracts, Version version) {
        for (ContractAccesses contract : contracts) {
            for (KVWrite write : contract.accesses().getWritesList()) {
                add(new Key(contract.namespace(), write.getKey()), version);
            }
        }
    }

    /** Oldest first. */
    List<Version> of(String namespace, String name) {
        return Arrays.stream(writers.getOrDefault(new Key(namespace, name), new long[0]))
                .mapToObj(KeyHistory::version)
                .toList();
    }

    void put(Key key, long[] places) {
        writers.put(key, places);
    }

    Map<Key, long[]> writers() {
        return writers;
    }

    /** The arrays are never changed, so they can be shared. */
    KeyHistory copy() {
        return new KeyHistory(new HashMap<>(writers));
    }

    private void add(Key key, Version version) {
        long[] before = writers.getOrDefault(key, new long[0]);
        long[] after = Arrays.copyOf(before, before.length + 1);
        after[before.length] = version.getBlockNum() << INDEX_BITS | version.getTxNum();
        writers.put(key, after);
    }

    private static Version version(long place) {
        return Version.newBuilder()
                .setBlockNum(place >>> INDEX_BITS)
                .setTxNum(place & ((1L << INDEX_BITS) - 1))
                .build();
    }
}
