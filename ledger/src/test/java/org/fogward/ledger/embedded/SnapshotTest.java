package org.fogward.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.OwnLedger;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.state.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    @TempDir
    Path directory;

    @Test
    void a_ledger_that_is_opened_from_its_snapshot_answers_as_one_that_is_not() throws Exception {
        TestLedgers.withRounds(directory, 5);
        List<AnchoredRound> quick = rounds();
        Files.delete(snapshot());
        assertThat(rounds()).isEqualTo(quick).hasSize(5);
    }

    @Test
    void a_damaged_snapshot_is_left_aside() throws Exception {
        TestLedgers.withRounds(directory, 2);
        byte[] sound = Files.readAllBytes(snapshot());
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = sound.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(snapshot(), changed);
            assertThat(Snapshot.read(snapshot())).isEmpty();
        }
        for (int length = 0; length < sound.length; length += 37) {
            Files.write(snapshot(), java.util.Arrays.copyOf(sound, length));
            assertThat(Snapshot.read(snapshot())).isEmpty();
        }
        assertThat(rounds()).hasSize(2);
    }

    @Test
    void another_ledgers_snapshot_is_not_believed() throws Exception {
        TestLedgers.withRounds(directory.resolve("another"), 4);
        TestLedgers.withRounds(directory, 2);
        Files.copy(directory.resolve("another/ledger/snapshot"), snapshot(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(rounds()).hasSize(2);
    }

    @Test
    void an_old_snapshot_is_gone_on_from() throws Exception {
        TestLedgers.withRounds(directory, 2);
        Path old = Files.copy(snapshot(), directory.resolve("old"));
        try (OwnLedger ledger = open()) {
            ledger.anchor(anchor("clinics", "fog-1", 3));
        }
        Files.copy(old, snapshot(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(rounds()).hasSize(3);
    }

    @Test
    void a_snapshot_is_stored_every_so_many_blocks_while_the_ledger_is_open() throws Exception {
        EmbeddedOptions often = new EmbeddedOptions(Clock.systemUTC(), Optional.empty(), 3);
        try (OwnLedger ledger =
                TestLedgers.open(directory.resolve("ledger"), often).with("clinics")) {
            for (int round = 1; round <= 7; round++) {
                ledger.anchor(anchor("clinics", "fog-1", round));
            }
            while (Snapshot.read(snapshot()).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(Snapshot.read(snapshot()).orElseThrow().head().height())
                    .isBetween(3L, TestLedgers.BLOCKS_BEFORE + 7L);
        }
    }

    private OwnLedger open() throws Exception {
        return TestLedgers.open(directory.resolve("ledger"));
    }

    private List<AnchoredRound> rounds() throws Exception {
        try (OwnLedger ledger = open()) {
            return ledger.rounds("clinics");
        }
    }

    private Path snapshot() {
        return directory.resolve("ledger/snapshot");
    }
}
