package org.fogward.ledger.verify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fogward.fuzzing.Chain;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** A chain in which one block is replaced, with checksums that fit: the first byte says which, the rest is the block. */
public final class ChainVerifierFuzz implements FuzzTarget {
    private final Path folder = Folders.create();
    /** The channel's first block, one of each kind that follows, and no more: whoever checks a block checks those before it too. */
    private final List<byte[]> blocks = Chain.create().blocks().subList(0, 3);

    @Override
    public List<byte[]> seeds() {
        return java.util.stream.IntStream.range(0, blocks.size())
                .mapToObj(i -> {
                    byte[] block = blocks.get(i);
                    byte[] seed = new byte[block.length + 1];
                    seed[0] = (byte) i;
                    System.arraycopy(block, 0, seed, 1, block.length);
                    return seed;
                })
                .toList();
    }

    @Override
    public int inputsInBuild() {
        return 200;
    }

    @Override
    public void run(byte[] input) throws Exception {
        if (input.length < 2) {
            return;
        }
        int replaced = Math.floorMod(input[0], blocks.size());
        byte[] block = Arrays.copyOfRange(input, 1, input.length);
        Path file = folder.resolve("blocks");
        Files.deleteIfExists(file);
        try (org.fogward.ledger.block.BlockWriter writer = new org.fogward.ledger.block.BlockWriter(file, 0)) {
            for (int i = 0; i < blocks.size(); i++) {
                writer.append(i == replaced ? block : blocks.get(i));
            }
        }
        ChainReport report = ChainVerifier.verify(file);
        // The last block's metadata may be left out of a signature only where nothing depends on it.
        Promise.that(!report.clean() || Arrays.equals(block, blocks.get(replaced)), "a changed block went unnoticed");
    }
}
