package org.fogward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.bouncycastle.util.encoders.Hex;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.record.CanonicalJson;
import org.hyperledger.fabric.protos.common.Block;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every ledger does, seen through a client. Each test has a federation of its own, so that they may share a ledger. */
@Timeout(120)
public abstract class LedgerClientConformance {
    private final String federation =
            "f" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private LedgerFixture ledger;
    private LedgerClient client;

    /** Opens the ledger, or a new one. */
    protected abstract LedgerFixture fixture() throws Exception;

    @BeforeEach
    void connect() throws Exception {
        ledger = fixture();
        client = ledger.client();
        OpenedFederation.open(federation, ledger.admin(), client, ledger.organisation());
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void what_is_submitted_is_found_by_its_place() throws Exception {
        Submission done = client.submit(anchoring(1));
        TransactionPlace place = done.place().orElseThrow();
        assertThat(place.transactionId()).matches("[0-9a-f]{64}");
        assertThat(place.headHash()).matches("[0-9a-f]{64}");
        assertThat(done.answer()).contains(place.transactionId());
        assertThat(client.find(place.transactionId())).contains(place);
        assertThat(client.evaluate(asking(1))).isEqualTo(done.answer());
    }

    @Test
    void repeating_a_call_writes_nothing() throws Exception {
        Submission first = client.submit(anchoring(1));
        LedgerHead head = client.head();
        Submission again = client.submit(anchoring(1));
        assertThat(again.place()).isEmpty();
        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(client.head()).isEqualTo(head);
    }

    @Test
    void other_content_for_what_stands_is_a_conflict() throws Exception {
        client.submit(anchoring(1, 4));
        assertThatThrownBy(() -> client.submit(anchoring(1, 5)))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT))
                .hasMessageStartingWith("round 1 of " + federation);
    }

    @Test
    void a_value_that_the_contract_does_not_take_is_invalid_and_named() {
        assertThatThrownBy(() -> client.submit(ContractCall.of("anchorRound", "{\"federation\":7}")))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageContaining("federation");
        assertThatThrownBy(() -> client.evaluate(ContractCall.of("find", "round", "Not An Id/fog-1/1")))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageContaining("key's part");
    }

    @Test
    void what_is_not_there_is_not_found() throws Exception {
        assertThat(client.find("ab".repeat(32))).isEmpty();
        assertThat(client.block(client.head().height() + 100)).isEmpty();
        assertThat(client.evaluate(asking(99))).isEmpty();
    }

    @Test
    void the_head_moves_and_blocks_are_chained_by_their_hashes() throws Exception {
        long before = client.head().height();
        for (int round = 1; round <= 3; round++) {
            client.submit(anchoring(round));
        }
        LedgerHead head = client.head();
        assertThat(head.height()).isGreaterThan(before);
        String hash = head.hash();
        for (long number = head.height() - 1; number >= Math.max(0, before - 1); number--) {
            Block block = Block.parseFrom(client.block(number).orElseThrow());
            assertThat(block.getHeader().getNumber()).isEqualTo(number);
            assertThat(Hex.toHexString(BlockHash.ofHeader(block.getHeader()).toByteArray()))
                    .isEqualTo(hash);
            assertThat(block.getHeader().getDataHash()).isEqualTo(BlockHash.ofData(block.getData()));
            hash = Hex.toHexString(block.getHeader().getPreviousHash().toByteArray());
        }
    }

    @Test
    void a_place_names_the_hash_of_its_block() throws Exception {
        TransactionPlace place = client.submit(anchoring(1)).place().orElseThrow();
        Block block = Block.parseFrom(client.block(place.block()).orElseThrow());
        assertThat(Hex.toHexString(BlockHash.ofHeader(block.getHeader()).toByteArray()))
                .isEqualTo(place.headHash());
    }

    @Test
    void an_administrator_may_ask_too() throws Exception {
        assertThat(ledger.admin().head().height()).isPositive();
    }

    @Test
    void events_come_in_order_from_a_block_on_while_more_are_made() throws Exception {
        long from = client.head().height();
        List<String> made = new ArrayList<>();
        made.add(submitted(1));
        try (LedgerEvents events = client.events(from, "")) {
            made.add(submitted(2));
            made.add(submitted(3));
            assertThat(transactions(events, 3)).isEqualTo(made);
        }
    }

    @Test
    void events_go_on_after_a_transaction_that_was_seen() throws Exception {
        TransactionPlace first = client.submit(anchoring(1)).place().orElseThrow();
        String second = submitted(2);
        try (LedgerEvents events = client.events(first.block(), first.transactionId())) {
            LedgerEvent event = events.next();
            assertThat(event.transactionId()).isEqualTo(second);
            assertThat(event.payload()).contains(second).contains(federation);
            assertThat(event.name()).isNotEmpty();
        }
    }

    @Test
    void closing_the_events_ends_a_wait_for_the_next() throws Exception {
        LedgerEvents events = client.events(client.head().height(), "");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> more = threads.submit(events::hasNext);
            events.close();
            assertThat(more.get()).isFalse();
        }
    }

    @Test
    void blocks_come_in_order_from_one_on_while_more_are_made() throws Exception {
        long from = client.head().height() - 1;
        try (LedgerBlocks blocks = client.blocks(from)) {
            client.submit(anchoring(1));
            client.submit(anchoring(2));
            for (long number = from; number < client.head().height(); number++) {
                assertThat(blocks.next()).isEqualTo(client.block(number).orElseThrow());
            }
        }
    }

    @Test
    void closing_the_blocks_ends_a_wait_for_the_next() throws Exception {
        LedgerBlocks blocks = client.blocks(client.head().height());
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> more = threads.submit(blocks::hasNext);
            blocks.close();
            assertThat(more.get()).isFalse();
        }
    }

    @Test
    void everything_is_there_after_a_restart() throws Exception {
        Submission before = client.submit(anchoring(1));
        TransactionPlace place = before.place().orElseThrow();
        LedgerHead head = client.head();
        ledger.restart();
        client = ledger.client();
        assertThat(client.head().height()).isGreaterThanOrEqualTo(head.height());
        assertThat(client.find(place.transactionId())).contains(place);
        assertThat(client.submit(anchoring(1))).isEqualTo(new Submission(before.answer(), Optional.empty()));
        String next = submitted(2);
        try (LedgerEvents events = client.events(place.block(), "")) {
            assertThat(transactions(events, 2)).containsExactly(place.transactionId(), next);
        }
    }

    @Test
    void distinct_rounds_from_several_threads_are_all_taken() throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        LongStream.rangeClosed(1, 60).forEach(round -> calls.add(() -> submitted(round)));
        Set<String> made = new HashSet<>();
        long from = client.head().height();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (Future<String> each : threads.invokeAll(calls)) {
                made.add(each.get());
            }
        }
        assertThat(made).hasSize(60);
        try (LedgerEvents events = client.events(from, "")) {
            assertThat(transactions(events, 60)).containsExactlyInAnyOrderElementsOf(made);
        }
    }

    @Test
    void one_of_several_threads_wins_a_contested_round() throws Exception {
        List<Callable<Optional<TransactionPlace>>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            int accepted = i % 2;
            calls.add(() -> {
                try {
                    return client.submit(anchoring(1, accepted)).place();
                } catch (LedgerException e) {
                    assertThat(e.reason()).isEqualTo(Reason.CONFLICT);
                    return Optional.empty();
                }
            });
        }
        List<TransactionPlace> winners = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Optional<TransactionPlace>> each : threads.invokeAll(calls)) {
                each.get().ifPresent(winners::add);
            }
        }
        assertThat(winners).hasSize(1);
        assertThat(client.evaluate(asking(1))).contains(winners.getFirst().transactionId());
    }

    private List<String> transactions(LedgerEvents events, int count) {
        List<String> ids = new ArrayList<>();
        while (ids.size() < count && events.hasNext()) {
            LedgerEvent event = events.next();
            if (event.payload().contains(federation)) {
                ids.add(event.transactionId());
            }
        }
        return ids;
    }

    private String submitted(long round) throws LedgerException {
        return client.submit(anchoring(round)).place().orElseThrow().transactionId();
    }

    private ContractCall anchoring(long round) {
        return anchoring(round, 4);
    }

    private ContractCall anchoring(long round, int accepted) {
        return ContractCall.of("anchorRound", CanonicalJson.write(anchor(federation, "fog-1", round, accepted)));
    }

    private ContractCall asking(long round) {
        return ContractCall.of("find", "round", federation + "/fog-1/" + round);
    }
}
