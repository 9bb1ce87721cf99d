package org.fogward.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fogward.ledger.Anchors.anchor;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.contract.AnchorJson;
import org.fogward.ledger.contract.StoredRound;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.identity.LedgerIdentity;
import org.fogward.ledger.state.ContractRunner;
import org.fogward.ledger.state.WorldState;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.SignedTransaction;
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
        try (EmbeddedLedger ledger = EmbeddedLedger.open(file.getParent(), TestLedgers.identity(directory))) {
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
        assertThat(report.findings()).singleElement().asString().startsWith("block 3 is cut short");
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
                simulation.answer()));
        assertThat(ChainVerifier.verify(file).findings())
                .containsExactly("block 4, transaction 0: the write set is not what the contract writes");
    }

    @Test
    void reports_a_forged_answer_and_event() throws Exception {
        append(simulation -> new Simulation(simulation.accesses(), Optional.empty(), ByteString.copyFromUtf8("other")));
        assertThat(ChainVerifier.verify(file).findings())
                .containsExactly(
                        "block 4, transaction 0: the event is not what the contract raises",
                        "block 4, transaction 0: the answer is not what the contract gives");
        assertThat(ChainVerifier.verify(file).rounds()).hasSize(3);
    }

    @Test
    void reports_a_stranger_who_appends() throws Exception {
        append(LedgerIdentity.loadOrCreate(directory.resolve("elsewhere"), "fog-1"), 4, UnaryOperator.identity());
        assertThat(ChainVerifier.verify(file).findings())
                .containsExactly("block 4, transaction 0: the creator is not the identity that founded the ledger");
    }

    @Test
    void reports_a_second_anchor_of_the_same_round_with_other_content() throws Exception {
        append(TestLedgers.identity(directory), 3, UnaryOperator.identity());
        assertThat(ChainVerifier.verify(file).findings())
                .singleElement()
                .asString()
                .startsWith("block 4, transaction 0: the contract refuses the arguments: round 3")
                .contains("other content");
    }

    @Test
    void a_correctly_appended_block_is_no_finding() throws Exception {
        append(UnaryOperator.identity());
        assertThat(ChainVerifier.verify(file).findings()).isEmpty();
        assertThat(ChainVerifier.verify(file).rounds()).hasSize(4);
    }

    private void append(UnaryOperator<Simulation> forgery) throws Exception {
        append(TestLedgers.identity(directory), 4, forgery);
    }

    /** Appends as somebody would who has a key, but not this ledger's scruples: on a state of the forger's own. */
    private void append(LedgerIdentity identity, long round, UnaryOperator<Simulation> forgery) throws Exception {
        Invocation invocation = new Invocation(
                Instant.parse("2026-03-01T12:00:00Z"),
                identity.creator(),
                ByteString.copyFromUtf8("a nonce"),
                List.of(
                        ByteString.copyFromUtf8("anchorRound"),
                        ByteString.copyFromUtf8(AnchorJson.write(anchor("clinics", "fog-1", round, 77)))));
        Simulation simulation = forgery.apply(simulate(invocation));
        List<byte[]> blocks = new ArrayList<>(TestLedgers.blocks(file));
        BlockChain chain = new BlockChain();
        for (byte[] block : blocks) {
            chain.read(block);
        }
        blocks.add(chain.next(List.of(
                        SignedTransaction.sign(invocation, simulation, identity).toBytes()))
                .toByteArray());
        TestLedgers.write(file, blocks);
    }

    private static Simulation simulate(Invocation invocation) throws LedgerException {
        Simulation simulation = new ContractRunner().submit(new WorldState(), invocation);
        assertThat(StoredRound.fromJson(simulation.answer().toStringUtf8()).transactionId())
                .isEqualTo(invocation.transactionId());
        return simulation;
    }
}
