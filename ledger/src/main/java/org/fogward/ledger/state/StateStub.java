package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyModification;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What the contract sees of the world state during one call. It records reads and writes and changes nothing; as in
 * Fabric, a call does not see what it wrote itself. A submitted call may not read ranges, because they would conflict
 * with every new key. Not thread-safe.
 */
final class StateStub extends CallStub {
    private static final String LAST_CODE_POINT = "\udbff\udfff";
    /** Composite keys begin with U+0000 and are not part of a range without a beginning. */
    private static final String FIRST_SIMPLE_KEY = "\u0001";

    private final WorldState state;
    private final CallRules rules;
    private final AccessRecord accesses = new AccessRecord();
    private @Nullable ChaincodeEvent event;

    StateStub(WorldState state, Invocation invocation, CallRules rules) {
        super(invocation);
        this.state = state;
        this.rules = rules;
    }

    Simulation simulation(Response response) {
        return new Simulation(accesses.toMessage(), Optional.ofNullable(event), response);
    }

    @Override
    public byte[] getState(String key) {
        Optional<WorldState.Entry> entry = state.get(key);
        accesses.read(key, entry);
        return entry.map(found -> found.value().toByteArray()).orElseGet(() -> new byte[0]);
    }

    @Override
    public void putState(String key, byte[] value) {
        requireKey(key);
        accesses.write(key, ByteString.copyFrom(value));
    }

    @Override
    public void delState(String key) {
        requireKey(key);
        accesses.delete(key);
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByRange(String from, String to) {
        String first = from.isEmpty() ? FIRST_SIMPLE_KEY : from;
        NavigableMap<String, WorldState.Entry> range = range(first, to);
        accesses.range(first, to, range);
        return page(range, Integer.MAX_VALUE);
    }

    @Override
    public QueryResultsIteratorWithMetadata<KeyValue> getStateByRangeWithPagination(
            String from, String to, int size, String bookmark) {
        String first = from.isEmpty() ? FIRST_SIMPLE_KEY : from;
        return page(range(bookmark.isEmpty() ? first : bookmark, to), size);
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(String key) {
        return getStateByRange(key, key + LAST_CODE_POINT);
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(String type, String... attributes) {
        return getStateByPartialCompositeKey(new CompositeKey(type, attributes));
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(CompositeKey key) {
        return getStateByPartialCompositeKey(key.toString());
    }

    @Override
    public QueryResultsIteratorWithMetadata<KeyValue> getStateByPartialCompositeKeyWithPagination(
            CompositeKey key, int size, String bookmark) {
        return getStateByRangeWithPagination(key.toString(), key + LAST_CODE_POINT, size, bookmark);
    }

    @Override
    public QueryResultsIterator<KeyModification> getHistoryForKey(String key) {
        return new ListedResults<>(rules.history().history(key), "");
    }

    @Override
    public void setEvent(String name, byte[] payload) {
        event = ChaincodeEvent.newBuilder()
                .setChaincodeId(invocation().contract())
                .setTxId(getTxId())
                .setEventName(name)
                .setPayload(ByteString.copyFrom(payload))
                .build();
    }

    @Override
    public @Nullable ChaincodeEvent getEvent() {
        return event;
    }

    @Override
    public String getMspId() {
        return rules.mspId();
    }

    private NavigableMap<String, WorldState.Entry> range(String from, String to) {
        if (!rules.evaluation()) {
            throw notOffered("a range query to a submitted call");
        }
        return state.range(from, to);
    }

    private static ListedResults<KeyValue> page(Map<String, WorldState.Entry> range, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("the page size must be at least 1, not " + size);
        }
        List<KeyValue> results = new ArrayList<>();
        for (Map.Entry<String, WorldState.Entry> entry : range.entrySet()) {
            if (results.size() == size) {
                return new ListedResults<>(results, entry.getKey());
            }
            results.add(new StateResult(entry.getKey(), entry.getValue().value()));
        }
        return new ListedResults<>(results, "");
    }

    private static void requireKey(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a key must not be empty");
        }
    }
}
