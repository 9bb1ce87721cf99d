package org.fogward.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReadsMerkleSummary;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ranges as Fabric's peers note them: key by key, read to the end or not, or summed up by hashes. */
class RangeQueryTest {
    private static final int DEGREE = 2;

    private final WorldState state = new WorldState();

    @BeforeEach
    void fill() {
        for (int i = 10; i < 19; i++) {
            write("k" + i, i);
        }
    }

    @Test
    void a_range_that_was_not_read_to_its_end_ends_with_the_last_key_that_was_seen() {
        RangeQueryInfo.Builder query = RangeQueryInfo.newBuilder()
                .setStartKey("k10")
                .setEndKey("k11")
                .setRawReads(QueryReads.newBuilder().addKvReads(read(10)).addKvReads(read(11)));
        assertThat(state.isCurrent(query.build())).isTrue();
        write("k12", 30);
        assertThat(state.isCurrent(query.build())).isTrue();
        write("k105", 31);
        assertThat(state.isCurrent(query.build())).isFalse();
        assertThat(state.isCurrent(query.setItrExhausted(true).build())).isFalse();
    }

    /** Worked out by hand, as Fabric's helper does: a node for each three, an upper one for each three nodes. */
    @Test
    void many_reads_are_summed_up_as_fabric_does() throws Exception {
        ByteString first = hash(reads(10, 13));
        ByteString second = hash(reads(13, 16));
        ByteString third = hash(reads(16, 19));
        assertThat(state.isCurrent(summary("k10", "k16", 1, first, second))).isTrue();
        assertThat(state.isCurrent(
                        summary("k10", "k19", 2, sha(first.concat(second).concat(third)))))
                .isTrue();
        assertThat(state.isCurrent(
                        summary("k10", "k19", 2, sha(first.concat(third).concat(second)))))
                .isFalse();
        assertThat(state.isCurrent(
                        summary("k10", "k19", 1, sha(first.concat(second).concat(third)))))
                .isFalse();
        write("k14", 40);
        assertThat(state.isCurrent(summary("k10", "k16", 1, first, second))).isFalse();
    }

    @Test
    void what_is_left_over_goes_up_as_it_is() throws Exception {
        for (int i = 19; i < 23; i++) {
            write("k" + i, i);
        }
        ByteString nine = sha(hash(reads(10, 13)).concat(hash(reads(13, 16))).concat(hash(reads(16, 19))));
        ByteString left = hash(reads(19, 22));
        assertThat(state.isCurrent(summary("k10", "k22", 2, nine, left))).isTrue();
        ByteString two = sha(left.concat(hash(reads(22, 23))));
        assertThat(state.isCurrent(summary("k10", "k23", 2, nine, two))).isTrue();
    }

    @Test
    void a_summary_of_too_few_reads_or_of_no_degree_is_not_taken() {
        assertThat(state.isCurrent(summary("k10", "k12", 1, ByteString.EMPTY))).isFalse();
        RangeQueryInfo.Builder query = summary("k10", "k16", 1).toBuilder();
        query.getReadsMerkleHashesBuilder().setMaxDegree(-1);
        assertThat(state.isCurrent(query.build())).isFalse();
    }

    @Test
    void a_range_that_ends_before_it_begins_is_empty() {
        RangeQuery query = new RangeQuery(
                RangeQueryInfo.newBuilder().setStartKey("k2").setEndKey("k1").build());
        assertThat(query.versions(state)).isEmpty();
        assertThat(query.sees(new TreeMap<>())).isTrue();
    }

    private void write(String key, int transaction) {
        KVWrite write = KVWrite.newBuilder()
                .setKey(key)
                .setValue(ByteString.copyFromUtf8("value"))
                .build();
        state.apply(KVRWSet.newBuilder().addWrites(write).build(), version(transaction));
    }

    private static RangeQueryInfo summary(String from, String to, int level, ByteString... hashes) {
        return RangeQueryInfo.newBuilder()
                .setStartKey(from)
                .setEndKey(to)
                .setItrExhausted(true)
                .setReadsMerkleHashes(QueryReadsMerkleSummary.newBuilder()
                        .setMaxDegree(DEGREE)
                        .setMaxLevel(level)
                        .addAllMaxLevelHashes(List.of(hashes)))
                .build();
    }

    private static List<KVRead> reads(int from, int to) {
        List<KVRead> reads = new ArrayList<>();
        for (int i = from; i < to; i++) {
            reads.add(read(i));
        }
        return reads;
    }

    private static KVRead read(int number) {
        return KVRead.newBuilder()
                .setKey("k" + number)
                .setVersion(version(number))
                .build();
    }

    private static Version version(int transaction) {
        return Version.newBuilder().setBlockNum(7).setTxNum(transaction).build();
    }

    private static ByteString hash(List<KVRead> reads) throws Exception {
        return sha(QueryReads.newBuilder().addAllKvReads(reads).build().toByteString());
    }

    private static ByteString sha(ByteString bytes) throws Exception {
        return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    }
}
