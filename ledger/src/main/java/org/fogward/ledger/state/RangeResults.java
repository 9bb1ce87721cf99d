package org.fogward.ledger.state;

import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;

/** The entries of a range at the time of the query. */
final class RangeResults implements QueryResultsIterator<KeyValue> {
    private final List<KeyValue> results;

    RangeResults(NavigableMap<String, WorldState.Entry> range) {
        results = range.entrySet().stream()
                .<KeyValue>map(entry -> new Result(entry.getKey(), entry.getValue()))
                .toList();
    }

    private record Result(String key, WorldState.Entry entry) implements KeyValue {
        @Override
        public String getKey() {
            return key;
        }

        @Override
        public byte[] getValue() {
            return entry.value().toByteArray();
        }

        @Override
        public String getStringValue() {
            return entry.value().toStringUtf8();
        }
    }

    @Override
    public Iterator<KeyValue> iterator() {
        return results.iterator();
    }

    @Override
    public void close() {
        // Nothing is held open: the results were copied.
    }
}
