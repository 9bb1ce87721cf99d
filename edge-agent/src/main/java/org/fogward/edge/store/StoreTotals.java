package org.fogward.edge.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much a store holds.
 *
 * @param perClass samples of each class, in the order of the profile's classes
 * @param bytes encrypted bytes
 */
public record StoreTotals(List<Long> perClass, long bytes) {
    /** Keeps its own copy of the list. */
    public StoreTotals {
        perClass = List.copyOf(perClass);
    }

    /** Samples of all classes. */
    public long samples() {
        return perClass.stream().mapToLong(Long::longValue).sum();
    }

    static StoreTotals empty(int classes) {
        return new StoreTotals(Collections.nCopies(classes, 0L), 0);
    }

    StoreTotals plus(int label, long moreSamples, long moreBytes) {
        List<Long> sums = new ArrayList<>(perClass);
        sums.set(label, sums.get(label) + moreSamples);
        return new StoreTotals(sums, bytes + moreBytes);
    }

    boolean fits(long moreBytes, StoreBounds bounds) {
        return samples() < bounds.maxSamples() && bytes + moreBytes <= bounds.maxBytes();
    }
}
