package org.fogward.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.TransactionHeader;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.junit.jupiter.api.Test;

class StateStubTest {
    private final WorldState state = new WorldState();

    @Test
    void a_call_does_not_see_its_own_writes() {
        StateStub stub = stub(false);
        stub.putStringState("key", "value");
        assertThat(stub.getStringState("key")).isEmpty();
        assertThat(stub.simulation(Response.getDefaultInstance()).accesses().getWritesList())
                .extracting(KVWrite::getKey)
                .containsExactly("key");
    }

    @Test
    void a_deleted_key_is_gone_once_the_call_is_applied() {
        write(1, "a", "1");
        StateStub stub = stub(false);
        stub.delState("a");
        assertThat(state.get("a")).isPresent();
        state.apply(stub.simulation(Response.getDefaultInstance()).accesses(), version(2));
        assertThat(state.get("a")).isEmpty();
    }

    @Test
    void a_range_is_sorted_by_bytes_and_ends_before_its_end() throws Exception {
        write(1, "\ud83d\ude00", "last");
        write(1, "\uff5e", "middle");
        write(1, "a", "first");
        write(1, "b", "beyond");
        try (var results = stub(true).getStateByRange("a", "b")) {
            assertThat(results).extracting(KeyValue::getStringValue).containsExactly("first");
        }
        try (var results = stub(true).getStateByRange("c", "\udbff\udfff")) {
            assertThat(results).extracting(KeyValue::getStringValue).containsExactly("middle", "last");
        }
    }

    @Test
    void a_submitted_call_reads_no_range_and_no_history() {
        assertThatThrownBy(() -> stub(false).getStateByRange("a", "b"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("range query");
        assertThatThrownBy(() -> stub(false).getStateByRangeWithPagination("a", "b", 5, ""))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> stub(false).getHistoryForKey("a"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("history");
    }

    @Test
    void a_range_is_recorded_with_every_key_and_its_version() throws Exception {
        write(1, "a", "1");
        write(2, "b", "2");
        StateStub stub = stub(true);
        stub.getStateByRange("a", "c").close();
        assertThat(stub.simulation(Response.getDefaultInstance()).accesses().getRangeQueriesInfoList())
                .singleElement()
                .satisfies(query -> {
                    assertThat(query.getStartKey()).isEqualTo("a");
                    assertThat(query.getEndKey()).isEqualTo("c");
                    assertThat(query.getItrExhausted()).isTrue();
                    assertThat(query.getRawReads().getKvReadsList())
                            .extracting(
                                    read -> read.getKey() + read.getVersion().getBlockNum())
                            .containsExactly("a1", "b2");
                    assertThat(state.isCurrent(query)).isTrue();
                    write(3, "aa", "phantom");
                    assertThat(state.isCurrent(query)).isFalse();
                });
    }

    @Test
    void pages_follow_each_other_by_their_bookmarks() throws Exception {
        for (int i = 0; i < 7; i++) {
            write(1, new CompositeKey("round", "clinics", "fog-" + i).toString(), Integer.toString(i));
        }
        write(1, new CompositeKey("round", "others", "fog-1").toString(), "other");
        List<String> seen = new ArrayList<>();
        String bookmark = "";
        int pages = 0;
        do {
            try (var page = stub(true)
                    .getStateByPartialCompositeKeyWithPagination(new CompositeKey("round", "clinics"), 3, bookmark)) {
                page.forEach(entry -> seen.add(entry.getStringValue()));
                bookmark = page.getMetadata().getBookmark();
                pages++;
            }
        } while (!bookmark.isEmpty());
        assertThat(seen).containsExactly("0", "1", "2", "3", "4", "5", "6");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void composite_keys_are_not_part_of_a_range_without_a_beginning() throws Exception {
        write(1, new CompositeKey("round", "clinics").toString(), "composite");
        write(1, "simple", "simple");
        try (var results = stub(true).getStateByRange("", "")) {
            assertThat(results).extracting(KeyValue::getStringValue).containsExactly("simple");
        }
    }

    @Test
    void keys_sort_by_their_bytes_however_they_are_made_up() {
        SplittableRandom random = new SplittableRandom(5);
        int[] points = {1, 'a', 'b', 0x7ff, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
        for (int i = 0; i < 20_000; i++) {
            String one = text(random, points);
            String other = text(random, points);
            assertThat(Integer.signum(WorldState.KEY_ORDER.compare(one, other)))
                    .as("%s %s", one, other)
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void what_is_not_offered_says_so() {
        assertThatThrownBy(() -> stub(true).getPrivateData("a", "b"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("the embedded ledger does not offer getPrivateData");
        assertThatThrownBy(() -> stub(true).getQueryResult("{}")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static String text(SplittableRandom random, int[] points) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private StateStub stub(boolean evaluation) {
        CallRules rules =
                evaluation ? CallRules.evaluation("fogward", _ -> List.of()) : CallRules.endorsement("fogward");
        TransactionHeader header = new TransactionHeader(
                3,
                "fogward",
                "ab",
                Instant.EPOCH,
                "federation",
                ByteString.EMPTY,
                ByteString.EMPTY,
                ByteString.EMPTY,
                ByteString.EMPTY);
        return new StateStub(state, new Invocation(header, "federation", List.of(), Map.of()), rules);
    }

    private void write(long block, String key, String value) {
        state.apply(
                KVRWSet.newBuilder()
                        .addWrites(KVWrite.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(value)))
                        .build(),
                version(block));
    }

    private static Version version(long block) {
        return Version.newBuilder().setBlockNum(block).build();
    }
}
