package org.fogward.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.OwnLedger;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.block.BlockReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainVerifierFuzzTest {
    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(20260301);
    private Path file;
    private byte[] sound;

    @BeforeEach
    void make_a_ledger() throws Exception {
        file = TestLedgers.withRounds(directory, 2);
        sound = Files.readAllBytes(file);
    }

    @Test
    void no_changed_byte_goes_unnoticed_by_the_verifier_or_the_ledger() throws Exception {
        for (int i = 0; i < sound.length; i += 1 + random.nextInt(24)) {
            byte[] changed = sound.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, changed);
            assertThat(ChainVerifier.verify(file).findings()).as("byte %d", i).isNotEmpty();
            assertThat(opens()).as("byte %d", i).isFalse();
        }
    }

    @Test
    void no_changed_byte_goes_unnoticed_when_the_checksums_are_made_to_match() throws Exception {
        List<byte[]> blocks = TestLedgers.blocks(file);
        for (int block = 0; block < blocks.size(); block++) {
            for (int i = 0; i < blocks.get(block).length; i += 1 + random.nextInt(24)) {
                List<byte[]> changed = new ArrayList<>(blocks);
                changed.set(block, blocks.get(block).clone());
                changed.get(block)[i] ^= (byte) (1 << random.nextInt(8));
                TestLedgers.write(file, changed);
                assertThat(ChainVerifier.verify(file).findings())
                        .as("block %d, byte %d", block, i)
                        .isNotEmpty();
            }
        }
    }

    /** But for a chain that was shortened by whole blocks: that takes somebody who kept a receipt. */
    @Test
    void arbitrary_damage_gives_a_finding_and_never_an_exception() throws Exception {
        Set<Integer> ends = new HashSet<>();
        try (BlockReader reader = new BlockReader(file)) {
            while (reader.skip()) {
                ends.add((int) reader.position());
            }
        }
        for (int i = 0; i < 400; i++) {
            byte[] damaged = damage(sound);
            Files.write(file, damaged);
            ChainReport report = ChainVerifier.verify(file);
            assertThat(report.clean())
                    .as("damage %d: %s", i, report.findings())
                    .isEqualTo(ends.contains(damaged.length)
                            && Arrays.equals(damaged, Arrays.copyOf(sound, damaged.length)));
        }
    }

    @Test
    void arbitrary_blocks_with_matching_checksums_give_a_finding_and_never_an_exception() throws Exception {
        List<byte[]> blocks = TestLedgers.blocks(file);
        for (int i = 0; i < 400; i++) {
            List<byte[]> changed = new ArrayList<>(blocks);
            int block = random.nextInt(blocks.size());
            changed.set(block, damage(blocks.get(block)));
            if (changed.get(block).length == 0 || Arrays.equals(changed.get(block), blocks.get(block))) {
                continue;
            }
            TestLedgers.write(file, changed);
            assertThat(ChainVerifier.verify(file).clean()).as("damage %d", i).isFalse();
        }
    }

    private byte[] damage(byte[] bytes) {
        byte[] copy = bytes.clone();
        int from = random.nextInt(copy.length);
        int to = Math.min(copy.length, from + 1 + random.nextInt(64));
        switch (random.nextInt(5)) {
            case 0 -> copy = Arrays.copyOf(copy, from + 1);
            case 1 -> copy = Arrays.copyOf(copy, copy.length + 1 + random.nextInt(100));
            case 2 -> Arrays.fill(copy, from, to, (byte) random.nextInt(256));
            case 3 -> System.arraycopy(bytes, random.nextInt(bytes.length - (to - from) + 1), copy, from, to - from);
            default -> {
                for (int i = from; i < to; i++) {
                    copy[i] = (byte) random.nextInt(256);
                }
            }
        }
        return copy;
    }

    private boolean opens() {
        try (OwnLedger ledger = TestLedgers.open(file.getParent())) {
            return ledger.head().height() > 0;
        } catch (LedgerException e) {
            return false;
        }
    }
}
