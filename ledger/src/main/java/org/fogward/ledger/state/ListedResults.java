package org.fogward.ledger.state;

import java.util.Iterator;
import java.util.List;
import org.hyperledger.fabric.protos.peer.QueryResponseMetadata;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.hyperledger.fabric.shim.ledger.QueryResultsIteratorWithMetadata;

/**
 * Results that were copied at the time of the query.
 *
 * @param results the results, in order
 * @param bookmark where the next page begins; empty when there is none
 */
record ListedResults<T>(List<T> results, String bookmark)
        implements QueryResultsIterator<T>, QueryResultsIteratorWithMetadata<T> {
    ListedResults {
        results = List.copyOf(results);
    }

    @Override
    public Iterator<T> iterator() {
        return results.iterator();
    }

    @Override
    public QueryResponseMetadata getMetadata() {
        return QueryResponseMetadata.newBuilder()
                .setFetchedRecordsCount(results.size())
                .setBookmark(bookmark)
                .build();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
