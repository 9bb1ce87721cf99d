package org.fogward.edge.store;

import java.util.concurrent.CompletableFuture;

/**
 * A sample on its way to the disk.
 *
 * @param digest names its content
 * @param label its class, for the totals
 * @param patient the pseudonym of whom it is of
 * @param encoded its bytes, not encrypted yet
 * @param outcome completed when the transaction is on disk
 */
@SuppressWarnings("ArrayRecordComponent")
record WaitingSample(
        byte[] digest, int label, String patient, byte[] encoded, CompletableFuture<StoreOutcome> outcome) {}
