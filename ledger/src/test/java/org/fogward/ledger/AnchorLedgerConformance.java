package org.fogward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.fogward.ledger.LedgerException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every ledger promises to a fog node. A subclass per implementation says how to open a ledger. */
public abstract class AnchorLedgerConformance {
    @TempDir
    protected Path directory;

    /** Opens the same ledger each time. */
    protected abstract AnchorLedger open() throws Exception;

    @Test
    void anchors_a_round_and_finds_it_again() throws Exception {
        try (AnchorLedger ledger = open()) {
            RoundAnchor anchor = anchor("clinics", "fog-1", 1);
            AnchorReceipt receipt = ledger.anchorRound(anchor);
            assertThat(receipt.already()).isFalse();
            assertThat(receipt.transactionId()).matches("[0-9a-f]{64}");
            assertThat(receipt.headHash()).matches("[0-9a-f]{64}");
            AnchoredRound found = ledger.round("clinics", "fog-1", 1).orElseThrow();
            assertThat(found.anchor()).isEqualTo(anchor);
            assertThat(found.receipt()).isEqualTo(again(receipt));
        }
    }

    @Test
    void anchoring_again_with_equal_content_changes_nothing() throws Exception {
        try (AnchorLedger ledger = open()) {
            AnchorReceipt first = ledger.anchorRound(anchor("clinics", "fog-1", 1));
            LedgerHead head = ledger.head();
            assertThat(ledger.anchorRound(anchor("clinics", "fog-1", 1))).isEqualTo(again(first));
            assertThat(ledger.head()).isEqualTo(head);
            assertThat(ledger.rounds("clinics")).hasSize(1);
        }
    }

    @Test
    void refuses_a_round_that_stands_with_other_content() throws Exception {
        try (AnchorLedger ledger = open()) {
            ledger.anchorRound(anchor("clinics", "fog-1", 1, 4));
            assertThatThrownBy(() -> ledger.anchorRound(anchor("clinics", "fog-1", 1, 5)))
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT))
                    .hasMessageContaining("round 1")
                    .hasMessageContaining("clinics/fog-1");
            assertThat(ledger.round("clinics", "fog-1", 1)
                            .orElseThrow()
                            .anchor()
                            .accepted())
                    .isEqualTo(4);
        }
    }

    @Test
    void keeps_federations_and_fog_nodes_apart_and_sorts_rounds_as_numbers() throws Exception {
        try (AnchorLedger ledger = open()) {
            for (long round : new long[] {10, 9, 1, 100}) {
                ledger.anchorRound(anchor("clinics", "fog-2", round));
            }
            ledger.anchorRound(anchor("clinics", "fog-1", 7));
            ledger.anchorRound(anchor("clinics-2", "fog-1", 3));
            assertThat(ledger.rounds("clinics"))
                    .extracting(found ->
                            found.anchor().fogNode() + "/" + found.anchor().round())
                    .containsExactly("fog-1/7", "fog-2/1", "fog-2/9", "fog-2/10", "fog-2/100");
            assertThat(ledger.rounds("nobody")).isEmpty();
            assertThat(ledger.round("clinics", "fog-1", 3)).isEmpty();
        }
    }

    @Test
    void names_a_query_field_that_is_no_identifier() throws Exception {
        try (AnchorLedger ledger = open()) {
            assertThatThrownBy(() -> ledger.rounds("Clinics\u0000"))
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                    .hasMessageContaining("federation");
            assertThatThrownBy(() -> ledger.round("clinics", "", 1)).hasMessageContaining("fogNode");
        }
    }

    @Test
    void keeps_everything_over_a_restart() throws Exception {
        List<AnchoredRound> before;
        LedgerHead head;
        try (AnchorLedger ledger = open()) {
            for (long round = 1; round <= 5; round++) {
                ledger.anchorRound(anchor("clinics", "fog-1", round));
            }
            before = ledger.rounds("clinics");
            head = ledger.head();
        }
        try (AnchorLedger ledger = open()) {
            assertThat(ledger.rounds("clinics")).isEqualTo(before);
            assertThat(ledger.head()).isEqualTo(head);
            assertThat(ledger.anchorRound(anchor("clinics", "fog-1", 3)).already())
                    .isTrue();
        }
    }

    @Test
    void the_head_moves_with_each_anchor_and_a_receipt_names_its_block() throws Exception {
        try (AnchorLedger ledger = open()) {
            LedgerHead before = ledger.head();
            AnchorReceipt receipt = ledger.anchorRound(anchor("clinics", "fog-1", 1));
            assertThat(ledger.head().height()).isGreaterThan(before.height());
            assertThat(ledger.head()).isEqualTo(new LedgerHead(receipt.block() + 1, receipt.headHash()));
        }
    }

    @Test
    void takes_distinct_rounds_from_several_threads_at_once() throws Exception {
        try (AnchorLedger ledger = open();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<AnchorReceipt>> calls = new ArrayList<>();
            LongStream.rangeClosed(1, 80)
                    .forEach(round -> calls.add(() -> ledger.anchorRound(anchor("clinics", "fog-1", round))));
            for (Future<AnchorReceipt> receipt : threads.invokeAll(calls)) {
                assertThat(receipt.get().already()).isFalse();
            }
            assertThat(ledger.rounds("clinics"))
                    .extracting(found -> found.anchor().round())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 80).boxed().toList());
        }
    }

    @Test
    void one_of_several_threads_wins_a_contested_round() throws Exception {
        try (AnchorLedger ledger = open();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                int accepted = i % 2;
                calls.add(() -> {
                    try {
                        return !ledger.anchorRound(anchor("clinics", "fog-1", 1, accepted))
                                .already();
                    } catch (LedgerException e) {
                        assertThat(e.reason()).isEqualTo(Reason.CONFLICT);
                        return false;
                    }
                });
            }
            int fresh = 0;
            for (Future<Boolean> won : threads.invokeAll(calls)) {
                fresh += won.get() ? 1 : 0;
            }
            assertThat(fresh).isEqualTo(1);
            assertThat(ledger.rounds("clinics")).hasSize(1);
        }
    }

    private static AnchorReceipt again(AnchorReceipt first) {
        return new AnchorReceipt(first.transactionId(), first.block(), first.headHash(), true);
    }
}
