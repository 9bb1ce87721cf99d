package org.fogward.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import org.fogward.ledger.transaction.Invocation;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.junit.jupiter.api.Test;

class StateStubTest {
    private final WorldState state = new WorldState();

    @Test
    void a_call_does_not_see_its_own_writes() {
        StateStub stub = stub(false);
        stub.putStringState("key", "value");
        assertThat(stub.getStringState("key")).isEmpty();
        assertThat(stub.simulation(ByteString.EMPTY).accesses().getWritesList())
                .extracting(KVWrite::getKey)
                .containsExactly("key");
    }

    @Test
    void a_deleted_key_is_gone_once_the_call_is_applied() {
        write(1, "a", "1");
        StateStub stub = stub(false);
        stub.delState("a");
        assertThat(state.get("a")).isPresent();
        state.apply(stub.simulation(ByteString.EMPTY).accesses(), version(2));
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
    void a_submitted_call_reads_no_range_and_an_evaluated_one_writes_nothing() {
        assertThatThrownBy(() -> stub(false).getStateByRange("a", "b"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("range query");
        assertThatThrownBy(() -> stub(true).putState("a", new byte[1]))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("write");
        assertThatThrownBy(() -> stub(true).delState("a")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void what_is_not_offered_says_so() {
        assertThatThrownBy(() -> stub(true).getHistoryForKey("a"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("the embedded ledger does not offer getHistoryForKey");
        assertThatThrownBy(() -> stub(true).getPrivateData("a", "b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> stub(true).getQueryResult("{}")).isInstanceOf(UnsupportedOperationException.class);
    }

    private StateStub stub(boolean evaluation) {
        return new StateStub(
                state, new Invocation(Instant.EPOCH, ByteString.EMPTY, ByteString.EMPTY, List.of()), evaluation);
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
