package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;

/** What a call reads and writes, as Fabric's simulator records it. Not thread-safe. */
final class AccessRecord {
    private final SortedMap<String, KVRead> reads = new TreeMap<>(KeyOrder.BY_BYTES);
    private final SortedMap<String, KVWrite> writes = new TreeMap<>(KeyOrder.BY_BYTES);
    private final List<RangeQueryInfo> ranges = new ArrayList<>();

    void read(String key, Optional<WorldState.Entry> found) {
        reads.putIfAbsent(key, entry(key, found));
    }

    void range(String from, String to, Map<String, WorldState.Entry> found) {
        QueryReads.Builder seen = QueryReads.newBuilder();
        found.forEach((key, entry) -> seen.addKvReads(entry(key, Optional.of(entry))));
        ranges.add(RangeQueryInfo.newBuilder()
                .setStartKey(from)
                .setEndKey(to)
                .setItrExhausted(true)
                .setRawReads(seen)
                .build());
    }

    void write(String key, ByteString value) {
        writes.put(key, KVWrite.newBuilder().setKey(key).setValue(value).build());
    }

    void delete(String key) {
        writes.put(key, KVWrite.newBuilder().setKey(key).setIsDelete(true).build());
    }

    KVRWSet toMessage() {
        return KVRWSet.newBuilder()
                .addAllReads(reads.values())
                .addAllRangeQueriesInfo(ranges)
                .addAllWrites(writes.values())
                .build();
    }

    private static KVRead entry(String key, Optional<WorldState.Entry> found) {
        KVRead.Builder read = KVRead.newBuilder().setKey(key);
        found.ifPresent(entry -> read.setVersion(entry.version()));
        return read.build();
    }
}
