package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/**
 * A range of keys that a simulation read, with what it saw: key by key, or, for many keys, as Fabric's tree of hashes.
 *
 * @param info Fabric's message
 */
public record RangeQuery(RangeQueryInfo info) {
    /**
     * The part of a map that the query went over. A query that was not read to its end has gone up to its last key.
     *
     * @param all keys in the order of {@link WorldState#KEY_ORDER}
     * @param <T> what stands under the keys
     * @return a view; empty when the range ends before it begins
     */
    public <T> NavigableMap<String, T> of(NavigableMap<String, T> all) {
        NavigableMap<String, T> from = all.tailMap(info.getStartKey(), true);
        if (info.getEndKey().isEmpty()) {
            return from;
        }
        if (WorldState.KEY_ORDER.compare(info.getStartKey(), info.getEndKey()) > 0) {
            return Collections.emptyNavigableMap();
        }
        return from.headMap(info.getEndKey(), !info.getItrExhausted());
    }

    /**
     * What stands in the range.
     *
     * @param state the contract's state
     * @return the keys with their versions, which the caller may change
     */
    public NavigableMap<String, Version> versions(WorldState state) {
        NavigableMap<String, Version> versions = new TreeMap<>(WorldState.KEY_ORDER);
        of(state.entries()).forEach((key, entry) -> versions.put(key, entry.version()));
        return versions;
    }

    /**
     * Whether the simulation saw just this.
     *
     * @param now the range's keys with their versions
     * @return false for a phantom: a key that changed, went, or came in between
     */
    public boolean sees(NavigableMap<String, Version> now) {
        List<KVRead> reads = new ArrayList<>();
        for (Map.Entry<String, Version> each : now.entrySet()) {
            reads.add(KVRead.newBuilder()
                    .setKey(each.getKey())
                    .setVersion(each.getValue())
                    .build());
        }
        if (!info.hasReadsMerkleHashes()) {
            return reads.equals(info.getRawReads().getKvReadsList());
        }
        List<ByteString> hashes = info.getReadsMerkleHashes().getMaxLevelHashesList();
        int degree = info.getReadsMerkleHashes().getMaxDegree();
        return RangeSummary.of(reads, degree)
                .map(summary -> summary.level() == info.getReadsMerkleHashes().getMaxLevel()
                        && summary.hashes().equals(hashes))
                .orElse(false);
    }
}
