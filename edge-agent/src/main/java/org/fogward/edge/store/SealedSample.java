package org.fogward.edge.store;

import java.util.concurrent.CompletableFuture;

/**
 * A sample on its way to the disk.
 *
 * @param digest names its content
 * @param label its class, for the totals
 * @param encrypted its encrypted bytes
 * @param outcome completed when the transaction is on disk
 */
@SuppressWarnings("ArrayRecordComponent")
record SealedSample(byte[] digest, int label, byte[] encrypted, CompletableFuture<StoreOutcome> outcome) {}
