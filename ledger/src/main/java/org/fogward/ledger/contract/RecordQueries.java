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
    String find(ChaincodeStub stub, String kind, String key) {
        byte[] stored = stub.getState(whole(kind, key));
        return stored == null ? "" : text(stored);
    }

    String list(ChaincodeStub stub, String kind, String path, String size, String from) {
        RecordKey beginning;
        PageRequest page;
        try {
            beginning = RecordKey.parse(kind, path);
            page = new PageRequest(Integer.parseInt(size), from);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(e);
        }
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

    String history(ChaincodeStub stub, String kind, String key) throws Exception {
        StringJoiner items = items();
        int left = PageRequest.MOST;
        try (QueryResultsIterator<KeyModification> changes = stub.getHistoryForKey(whole(kind, key))) {
            for (KeyModification change : changes) {
                if (left-- == 0) {
                    break;
                }
                items.add(text(change.getValue()));
            }
        }
        return "{" + items + "}";
    }

    private static String whole(String kind, String key) {
        try {
            return RecordKey.parse(kind, key).whole().composite().toString();
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(e);
        }
    }

    private static StringJoiner items() {
        return new StringJoiner(",", "\"items\":[", "]");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
