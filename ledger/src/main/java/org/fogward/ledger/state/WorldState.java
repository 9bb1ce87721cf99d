package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;

/**
 * The newest value of every key, with the version that wrote it. Keys sort by their UTF-8 bytes, as Fabric's do. Not
 * thread-safe.
 */
public final class WorldState {
    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final NavigableMap<String, Entry> entries = new TreeMap<>(BY_BYTES);

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
     * @param to the key before which the range ends
     * @return a view that changes with the state
     */
    public NavigableMap<String, Entry> range(String from, String to) {
        return entries.subMap(from, true, to, false);
    }

    /**
     * Multi-version concurrency control: whether everything that a simulation read is still as it was.
     *
     * @param accesses what the simulation read and wrote
     * @return false when a transaction has been committed in between that the simulation did not see
     */
    public boolean isCurrent(KVRWSet accesses) {
        for (KVRead read : accesses.getReadsList()) {
            Optional<Version> seen = read.hasVersion() ? Optional.of(read.getVersion()) : Optional.empty();
            if (!get(read.getKey()).map(Entry::version).equals(seen)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes what a transaction wrote.
     *
     * @param accesses what it read and wrote
     * @param version its place in the chain
     */
    public void apply(KVRWSet accesses, Version version) {
        for (KVWrite write : accesses.getWritesList()) {
            if (write.getIsDelete()) {
                entries.remove(write.getKey());
            } else {
                entries.put(write.getKey(), new Entry(write.getValue(), version));
            }
        }
    }
}
