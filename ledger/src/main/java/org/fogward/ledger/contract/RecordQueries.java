package org.fogward.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.RecordKey;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyModification;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/** Reads records of every kind. A bookmark is the peer's own in hexadecimal digits, since it may hold any character. */
final class RecordQueries {
    String find(ChaincodeStub stub, RecordKey key) {
        byte[] stored = stub.getState(key.whole().composite().toString());
        return stored == null ? "" : text(stored);
    }

    String list(ChaincodeStub stub, RecordKey beginning, PageRequest page) {
        String bookmark = text(HexFormat.of().parseHex(page.bookmark()));
        StringJoiner items = items();
        try (QueryResultsIteratorWithMetadata<KeyValue> results =
                stub.getStateByPartialCompositeKeyWithPagination(beginning.composite(), page.size(), bookmark)) {
            results.forEach(entry -> items.add(text(entry.getValue())));
            byte[] next = results.getMetadata().getBookmark().getBytes(StandardCharsets.UTF_8);
            return next.length == 0
                    ? "{" + items + "}"
                    : "{\"bookmark\":\"" + HexFormat.of().formatHex(next) + "\"," + items + "}";
        }
    }

    String history(ChaincodeStub stub, RecordKey key) throws Exception {
        StringJoiner items = items();
        int left = PageRequest.MOST;
        try (QueryResultsIterator<KeyModification> changes =
                stub.getHistoryForKey(key.whole().composite().toString())) {
            for (KeyModification change : changes) {
                if (left-- == 0) {
                    break;
                }
                items.add(text(change.getValue()));
            }
        }
        return "{" + items + "}";
    }

    private static StringJoiner items() {
        return new StringJoiner(",", "\"items\":[", "]");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
