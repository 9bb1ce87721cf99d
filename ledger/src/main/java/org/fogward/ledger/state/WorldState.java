package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/**
 * The newest value of every key of one contract, with the version that wrote it. Keys sort by their UTF-8 bytes, as
 * Fabric's do. Not thread-safe.
 */
public final class WorldState {
    /** How keys sort: by their UTF-8 bytes. */
    public static final Comparator<String> KEY_ORDER = KeyOrder.BY_BYTES;

    private final NavigableMap<String, Entry> entries = new TreeMap<>(KEY_ORDER);

    /**
     * A value.
     *
     * @param value its bytes
     * @param version the transaction that wrote it
     */
    public record Entry(ByteString value, Version version) {}

    /** A state without a key. */
    public WorldState() {}

    /**
     * Reads a key.
     *
     * @param key the key
     * @return nothing when it was never written, or deleted
     */
    public Optional<Entry> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /**
     * Reads a range of keys.
     *
     * @param from the first key
     * @param to the key before which the range ends; empty for no end
     * @return a view that changes with the state
     */
    public NavigableMap<String, Entry> range(String from, String to) {
        return to.isEmpty() ? entries.tailMap(from, true) : entries.subMap(from, true, to, false);
    }

    /**
     * Multi-version concurrency control: whether a key is still as it was read.
     *
     * @param read the key and the version that a simulation saw
     * @return false when a transaction has been committed in between that the simulation did not see
     */
    public boolean isCurrent(KVRead read) {
        Optional<Version> seen = read.hasVersion() ? Optional.of(read.getVersion()) : Optional.empty();
        return get(read.getKey()).map(Entry::version).equals(seen);
    }

    /**
     * Whether a range is still as it was read: no key changed, went, or came in between.
     *
     * @param query the range and everything that a simulation saw of it
     * @return false for a phantom
     */
    public boolean isCurrent(RangeQueryInfo query) {
        RangeQuery range = new RangeQuery(query);
        return range.sees(range.versions(this));
    }

    /**
     * Writes what a transaction wrote.
     *
     * @param accesses what it read and wrote
     * @param version its place in the chain
     */
    public void apply(KVRWSet accesses, Version version) {
        for (KVWrite write : accesses.getWritesList()) {
            if (deletes(write)) {
                entries.remove(write.getKey());
            } else {
                put(write.getKey(), new Entry(write.getValue(), version));
            }
        }
    }

    /**
     * Whether a write takes the key away. As in Fabric, a key cannot have an empty value.
     *
     * @param write the write
     * @return true for a deletion
     */
    public static boolean deletes(KVWrite write) {
        return write.getIsDelete() || write.getValue().isEmpty();
    }

    void put(String key, Entry entry) {
        entries.put(key, entry);
    }

    WorldState copy() {
        WorldState copy = new WorldState();
        copy.entries.putAll(entries);
        return copy;
    }

    NavigableMap<String, Entry> entries() {
        return entries;
    }
}
