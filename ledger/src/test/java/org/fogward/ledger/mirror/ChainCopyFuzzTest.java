package org.fogward.ledger.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.block.BrokenChainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainCopyFuzzTest {
    @TempDir
    Path directory;

    /** A block's metadata are signed but not hashed: the verifier looks at them. */
    @Test
    void any_bytes_are_refused_or_have_the_header_that_follows() throws Exception {
        List<byte[]> blocks = TestLedgers.blocks(TestLedgers.withRounds(directory, 1));
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            try (ChainCopy copy = ChainCopy.open(directory.resolve("copy-" + i))) {
                copy.add(blocks.getFirst());
                byte[] changed = changed(blocks.get(1), random);
                try {
                    copy.add(changed);
                    copy.add(blocks.get(2));
                    assertThat(copy.block(1)).contains(changed);
                } catch (BrokenChainException e) {
                    assertThat(e).hasMessageContaining("block 1");
                    assertThat(copy.head().height()).isEqualTo(1);
                    copy.add(blocks.get(1));
                }
            }
        }
    }

    private static byte[] changed(byte[] block, SplittableRandom random) {
        byte[] changed = random.nextInt(6) == 0 ? Arrays.copyOf(block, random.nextInt(block.length)) : block.clone();
        for (int i = random.nextInt(3); i >= 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }
}
