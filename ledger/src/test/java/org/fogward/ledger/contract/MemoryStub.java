package org.fogward.ledger.contract;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.peer.QueryResponseMetadata;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyModification;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/** What one call sees and does. What is not public here, the contract has no business to use: it throws. */
final class MemoryStub implements InvocationHandler {
    private static final String LAST = "\udbff\udfff";

    private final NavigableMap<String, List<Change>> state;
    private final String transaction;
    private final Instant at;
    private final byte[] creator;
    private final boolean submitted;

    final SortedSet<String> reads = new TreeSet<>();
    final NavigableMap<String, byte[]> writes = new TreeMap<>();
    Optional<String> eventName = Optional.empty();
    byte[] eventPayload = new byte[0];

    MemoryStub(
            NavigableMap<String, List<Change>> state,
            String transaction,
            Instant at,
            TestMember creator,
            boolean submitted) {
        this.state = state;
        this.transaction = transaction;
        this.at = at;
        this.creator = creator.creator();
        this.submitted = submitted;
    }

    /** A value that was written. */
    record Change(String getTxId, byte[] getValue, Instant getTimestamp) implements KeyModification {
        @Override
        public String getStringValue() {
            return new String(getValue, StandardCharsets.UTF_8);
        }

        @Override
        public boolean isDeleted() {
            return false;
        }
    }

    ChaincodeStub stub() {
        return (ChaincodeStub)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {ChaincodeStub.class}, this);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(this, arguments);
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException(method.toString(), e);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    public String getTxId() {
        return transaction;
    }

    public Instant getTxTimestamp() {
        return at;
    }

    public byte[] getCreator() {
        return creator;
    }

    public byte[] getState(String key) {
        reads.add(key);
        return state.containsKey(key) ? state.get(key).getLast().getValue() : new byte[0];
    }

    public void putState(String key, byte[] value) {
        if (!submitted) {
            throw new UnsupportedOperationException("a write to an evaluated call");
        }
        writes.put(key, value);
    }

    public void setEvent(String name, byte[] payload) {
        eventName = Optional.of(name);
        eventPayload = payload;
    }

    public QueryResultsIterator<KeyModification> getHistoryForKey(String key) {
        requireEvaluated();
        return results(new ArrayList<KeyModification>(
                state.getOrDefault(key, List.of()).reversed()));
    }

    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(String type, String... attributes) {
        requireEvaluated();
        return results(range(new CompositeKey(type, attributes).toString(), ""));
    }

    public QueryResultsIteratorWithMetadata<KeyValue> getStateByPartialCompositeKeyWithPagination(
            CompositeKey key, int size, String bookmark) {
        requireEvaluated();
        List<KeyValue> range = range(key.toString(), bookmark);
        List<KeyValue> page = range.subList(0, Math.min(size, range.size()));
        String next = range.size() > size ? range.get(size).getKey() : "";
        return new QueryResultsIteratorWithMetadata<>() {
            @Override
            public Iterator<KeyValue> iterator() {
                return page.iterator();
            }

            @Override
            public QueryResponseMetadata getMetadata() {
                return QueryResponseMetadata.newBuilder().setBookmark(next).build();
            }

            @Override
            public void close() {
                // Nothing is held open.
            }
        };
    }

    private List<KeyValue> range(String prefix, String bookmark) {
        return state.subMap(bookmark.isEmpty() ? prefix : bookmark, prefix + LAST).entrySet().stream()
                .<KeyValue>map(entry ->
                        new Entry(entry.getKey(), entry.getValue().getLast().getValue()))
                .toList();
    }

    private record Entry(String getKey, byte[] getValue) implements KeyValue {
        @Override
        public String getStringValue() {
            return new String(getValue, StandardCharsets.UTF_8);
        }
    }

    private void requireEvaluated() {
        if (submitted) {
            throw new UnsupportedOperationException("a range query to a submitted call");
        }
    }

    private static <T> QueryResultsIterator<T> results(List<T> results) {
        return new QueryResultsIterator<>() {
            @Override
            public Iterator<T> iterator() {
                return results.iterator();
            }

            @Override
            public void close() {
                // Nothing is held open.
            }
        };
    }
}
