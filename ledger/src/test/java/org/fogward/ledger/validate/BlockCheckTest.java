package org.fogward.ledger.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.ContractAccesses;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.TransactionHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.QueryReads;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.RangeQueryInfo;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;

class BlockCheckTest {
    private final LedgerState state = new LedgerState();

    @Test
    void a_key_that_an_earlier_transaction_of_the_block_wrote_is_a_conflict() {
        assertThat(commit(reads("1", "a"), writes("2", "a"), writes("3", "a")))
                .containsExactly(TxValidationCode.VALID, TxValidationCode.VALID, TxValidationCode.VALID);
        assertThat(commit(writes("4", "b"), readsAndWrites("5", "b", Optional.empty())))
                .containsExactly(TxValidationCode.VALID, TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void a_key_that_changed_since_it_was_read_is_a_conflict() {
        commit(writes("1", "a"));
        Version first = Version.getDefaultInstance();
        assertThat(commit(readsAndWrites("2", "a", Optional.of(first)))).containsExactly(TxValidationCode.VALID);
        assertThat(commit(readsAndWrites("3", "a", Optional.of(first))))
                .containsExactly(TxValidationCode.MVCC_READ_CONFLICT);
        assertThat(commit(readsAndWrites("4", "a", Optional.empty())))
                .containsExactly(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void a_transaction_in_conflict_writes_nothing() {
        commit(writes("1", "a"));
        commit(readsAndWrites("2", "a", Optional.empty()));
        assertThat(state.writers("federation", "a")).hasSize(1);
        assertThat(state.transaction("2").orElseThrow().code()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    void an_id_counts_once_in_a_block_and_ever_after() {
        assertThat(commit(writes("1", "a"), writes("1", "b")))
                .containsExactly(TxValidationCode.VALID, TxValidationCode.DUPLICATE_TXID);
        assertThat(commit(writes("1", "c"))).containsExactly(TxValidationCode.DUPLICATE_TXID);
        assertThat(state.transaction("1").orElseThrow().code()).isEqualTo(TxValidationCode.VALID);
        assertThat(state.transaction("1").orElseThrow().block()).isZero();
    }

    @Test
    void a_key_that_came_into_a_range_is_a_phantom_also_within_the_block() {
        commit(writes("1", "a"));
        assertThat(commit(readsRange("2", "a", "m"))).containsExactly(TxValidationCode.VALID);
        assertThat(commit(writes("3", "z"), readsRange("4", "a", "m")))
                .containsExactly(TxValidationCode.VALID, TxValidationCode.VALID);
        assertThat(commit(writes("5", "b"), readsRange("6", "a", "m")))
                .containsExactly(TxValidationCode.VALID, TxValidationCode.PHANTOM_READ_CONFLICT);
        assertThat(commit(readsRange("7", "a", "m"))).containsExactly(TxValidationCode.PHANTOM_READ_CONFLICT);
    }

    @Test
    void what_was_refused_by_itself_stays_refused() {
        CheckedTransaction sound = writes("1", "a");
        CheckedTransaction refused = new CheckedTransaction(
                sound.bytes(), "1", sound.transaction(), TxValidationCode.ENDORSEMENT_POLICY_FAILURE, "why");
        assertThat(commit(refused)).containsExactly(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(state.writers("federation", "a")).isEmpty();
    }

    private List<TxValidationCode> commit(CheckedTransaction... block) {
        List<CommittedTransaction> judged = new BlockCheck(state).judge(List.of(block));
        state.apply(ByteString.EMPTY, judged);
        List<TxValidationCode> codes = new ArrayList<>();
        judged.forEach(each -> codes.add(each.code()));
        return codes;
    }

    private static CheckedTransaction writes(String id, String key) {
        return transaction(id, KVRWSet.newBuilder().addWrites(write(key)).build());
    }

    private static CheckedTransaction reads(String id, String key) {
        return transaction(
                id,
                KVRWSet.newBuilder().addReads(KVRead.newBuilder().setKey(key)).build());
    }

    private static CheckedTransaction readsAndWrites(String id, String key, Optional<Version> seen) {
        KVRead.Builder read = KVRead.newBuilder().setKey(key);
        seen.ifPresent(read::setVersion);
        return transaction(
                id, KVRWSet.newBuilder().addReads(read).addWrites(write(key)).build());
    }

    /** Saw only "a", as the first block wrote it. */
    private static CheckedTransaction readsRange(String id, String from, String to) {
        KVRead seen = KVRead.newBuilder()
                .setKey("a")
                .setVersion(Version.getDefaultInstance())
                .build();
        return transaction(
                id,
                KVRWSet.newBuilder()
                        .addRangeQueriesInfo(RangeQueryInfo.newBuilder()
                                .setStartKey(from)
                                .setEndKey(to)
                                .setItrExhausted(true)
                                .setRawReads(QueryReads.newBuilder().addKvReads(seen)))
                        .build());
    }

    private static KVWrite write(String key) {
        return KVWrite.newBuilder()
                .setKey(key)
                .setValue(ByteString.copyFromUtf8("value"))
                .build();
    }

    private static CheckedTransaction transaction(String id, KVRWSet accesses) {
        TransactionHeader header = new TransactionHeader(
                3,
                "fogward",
                id,
                Instant.EPOCH,
                "federation",
                ByteString.EMPTY,
                ByteString.EMPTY,
                ByteString.EMPTY,
                ByteString.EMPTY);
        EndorsedTransaction transaction = new EndorsedTransaction(
                new Invocation(header, "federation", List.of(), Map.of()),
                ByteString.EMPTY,
                Response.getDefaultInstance(),
                List.of(new ContractAccesses("federation", accesses)),
                Optional.empty(),
                List.of(),
                Envelope.getDefaultInstance());
        return new CheckedTransaction(ByteString.EMPTY, id, Optional.of(transaction), TxValidationCode.VALID, "");
    }
}
