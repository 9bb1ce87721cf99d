package org.fogward.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fogward.ledger.Anchors.anchor;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.fogward.ledger.OwnLedger;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.transaction.Simulation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainVerifierTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void make_a_ledger() throws Exception {
        file = TestLedgers.withRounds(directory, 3);
    }

    @Test
    void reports_every_round_of_a_sound_ledger_as_the_ledger_itself_does() throws Exception {
        ChainReport report = ChainVerifier.verify(file.getParent());
        assertThat(report.findings()).isEmpty();
        assertThat(report.clean()).isTrue();
        try (OwnLedger ledger = TestLedgers.open(file.getParent())) {
            assertThat(report.rounds()).isEqualTo(ledger.rounds("clinics"));
            assertThat(report.head()).isEqualTo(ledger.head());
        }
    }

    @Test
    void needs_nothing_but_the_block_file() throws Exception {
        Path alone = Files.copy(file, directory.resolve("archived"));
        assertThat(ChainVerifier.verify(alone).clean()).isTrue();
    }

    @Test
    void reports_a_missing_file_and_an_empty_one() throws Exception {
        Path absent = directory.resolve("absent");
        assertThat(ChainVerifier.verify(absent).findings())
                .singleElement()
                .asString()
                .contains("absent");
        Path empty = Files.createFile(directory.resolve("empty"));
        assertThat(ChainVerifier.verify(empty).findings())
                .singleElement()
                .asString()
                .contains("no whole block");
    }

    @Test
    void reports_a_block_that_was_cut_short() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 10));
        ChainReport report = ChainVerifier.verify(file);
        assertThat(report.rounds()).hasSize(2);
        assertThat(report.findings()).singleElement().asString().startsWith("block 6 is cut short");
    }

    @Test
    void reports_a_block_that_was_taken_out() throws Exception {
        List<byte[]> blocks = TestLedgers.blocks(file);
        blocks.remove(2);
        TestLedgers.write(file, blocks);
        assertThat(ChainVerifier.verify(file).findings())
                .singleElement()
                .asString()
                .startsWith("block 2: the header's number is 3");
    }

    @Test
    void reports_blocks_that_changed_places() throws Exception {
        List<byte[]> blocks = TestLedgers.blocks(file);
        Collections.swap(blocks, 1, 2);
        TestLedgers.write(file, blocks);
        assertThat(ChainVerifier.verify(file).findings())
                .singleElement()
                .asString()
                .startsWith("block 1: ");
    }

    @Test
    void reports_a_ledger_whose_founding_block_is_gone() throws Exception {
        List<byte[]> blocks = TestLedgers.blocks(file);
        TestLedgers.write(file, blocks.subList(1, blocks.size()));
        assertThat(ChainVerifier.verify(file).clean()).isFalse();
    }

    @Test
    void reports_a_write_set_that_the_contract_would_not_write() throws Exception {
        append(simulation -> new Simulation(
                simulation.accesses().toBuilder()
                        .setWrites(
                                0,
                                simulation.accesses().getWrites(0).toBuilder()
                                        .setValue(ByteString.copyFromUtf8("other")))
                        .build(),
                simulation.event(),
                simulation.response()));
        assertThat(ChainVerifier.verify(file).findings())
                .containsExactly("block 7, transaction 0: the write set is not what the contract writes");
    }

    @Test
    void reports_a_forged_answer_and_event() throws Exception {
        append(simulation -> new Simulation(
                simulation.accesses(),
                Optional.empty(),
                simulation.response().toBuilder()
                        .setPayload(ByteString.copyFromUtf8("other"))
                        .build()));
        assertThat(ChainVerifier.verify(file).findings())
                .containsExactly(
                        "block 7, transaction 0: the event is not what the contract raises",
                        "block 7, transaction 0: the answer is not what the contract gives");
        assertThat(ChainVerifier.verify(file).rounds()).hasSize(3);
    }

    @Test
    void reports_a_stranger_who_appends() throws Exception {
        TestLedgers.open(directory.resolve("elsewhere")).close();
        append(new Forgery(directory.resolve("elsewhere")), 4, UnaryOperator.identity());
        assertThat(ChainVerifier.verify(file).findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding).startsWith("block 7"))
                .anySatisfy(finding -> assertThat(finding).contains("the orderer: no authority of fogward"))
                .anySatisfy(finding -> assertThat(finding)
                        .contains("recorded as VALID and is BAD_CREATOR_SIGNATURE")
                        .contains("no authority of fogward"));
    }

    @Test
    void reports_a_second_anchor_of_the_same_round_with_other_content() throws Exception {
        append(new Forgery(file.getParent()), 3, UnaryOperator.identity());
        assertThat(ChainVerifier.verify(file).findings())
                .singleElement()
                .asString()
                .isEqualTo("block 7, transaction 0: it is recorded as VALID and is MVCC_READ_CONFLICT");
    }

    @Test
    void reports_an_endorsement_that_is_not_a_peers() throws Exception {
        Forgery forgery = new Forgery(file.getParent()).endorsedBy(NodeRole.CLIENT);
        append(forgery, 4, UnaryOperator.identity());
        assertThat(ChainVerifier.verify(file).findings())
                .containsExactly(
                        "block 7, transaction 0: it is recorded as VALID and is ENDORSEMENT_POLICY_FAILURE: too few"
                                + " endorse it");
    }

    @Test
    void a_correctly_appended_block_is_no_finding() throws Exception {
        append(UnaryOperator.identity());
        assertThat(ChainVerifier.verify(file).findings()).isEmpty();
        assertThat(ChainVerifier.verify(file).rounds()).hasSize(4);
    }

    private void append(UnaryOperator<Simulation> forgery) throws Exception {
        append(new Forgery(file.getParent()), 4, forgery);
    }

    private void append(Forgery forgery, long round, UnaryOperator<Simulation> change) throws Exception {
        List<byte[]> blocks = new ArrayList<>(TestLedgers.blocks(file));
        blocks.add(forgery.block(blocks, anchor("clinics", "fog-1", round, 77), change));
        TestLedgers.write(file, blocks);
    }
}
