package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.transaction.Sha256;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;

/**
 * Fabric's summary of many reads: each {@code degree + 1} reads, the last ones perhaps fewer, are hashed together, then
 * each {@code degree + 1} hashes as soon as there are so many, until no more than {@code degree} are left.
 *
 * @param level how often was hashed
 * @param hashes the hashes of that level
 */
record RangeSummary(int level, List<ByteString> hashes) {
    private static final int LEAST_DEGREE = 2;

    /** Nothing when there are too few reads to be summed up, or the degree is none. */
    static Optional<RangeSummary> of(List<KVRead> reads, int degree) {
        if (degree < LEAST_DEGREE || reads.size() <= degree) {
            return Optional.empty();
        }
        List<List<ByteString>> levels = new ArrayList<>();
        levels.add(new ArrayList<>());
        for (int from = 0; from < reads.size(); from += degree + 1) {
            List<KVRead> part = reads.subList(from, Math.min(from + degree + 1, reads.size()));
            levels.getFirst()
                    .add(Sha256.of(
                            QueryReads.newBuilder().addAllKvReads(part).build().toByteString()));
            carry(levels, degree);
        }
        return Optional.of(finish(levels, degree));
    }

    private static void carry(List<List<ByteString>> levels, int degree) {
        for (int level = 0; levels.get(level).size() > degree; level++) {
            if (level + 1 == levels.size()) {
                levels.add(new ArrayList<>());
            }
            levels.get(level + 1).add(combined(levels.get(level)));
            levels.get(level).clear();
        }
    }

    /** What is left on lower levels goes up, a single hash as it is. */
    private static RangeSummary finish(List<List<ByteString>> levels, int degree) {
        for (int level = 0; level + 1 < levels.size(); level++) {
            List<ByteString> left = levels.get(level);
            if (!left.isEmpty()) {
                levels.get(level + 1).add(left.size() == 1 ? left.getFirst() : combined(left));
            }
        }
        List<ByteString> top = levels.getLast();
        return top.size() > degree
                ? new RangeSummary(levels.size() + 1, List.of(combined(top)))
                : new RangeSummary(levels.size(), List.copyOf(top));
    }

    private static ByteString combined(List<ByteString> hashes) {
        return Sha256.of(hashes.toArray(ByteString[]::new));
    }
}
