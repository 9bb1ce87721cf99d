package org.fogward.ledger.block;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.fuzzing.Chain;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/**
 * A block file that is torn or changed, and one whose checksums fit: opened as a ledger opens it, which cuts off what is torn and
 * leaves everything else as it is.
 */
public final class BlockFileFuzz implements FuzzTarget {
    private final Path file = Folders.create().resolve("blocks");

    @Override
    public List<byte[]> seeds() {
        byte[] framed = framed(new byte[] {1, 2, 3}, new byte[200]);
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(framed);
        seeds.add(java.util.Arrays.copyOf(framed, framed.length - 3));
        seeds.add(java.util.Arrays.copyOf(framed, framed.length + 20));
        seeds.add(java.util.Arrays.copyOf(Chain.create().file(), 4000));
        return seeds;
    }

    private static byte[] framed(byte[]... blocks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] block : blocks) {
            out.writeBytes(Frame.of(block));
        }
        return out.toByteArray();
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        Files.write(file, input);
        opened(input);
        Promise.that(
                Frame.block(input).stream().allMatch(block -> block.length <= Frame.MOST_BYTES), "block: too large");
        byte[] frame = Frame.of(input);
        Optional<byte[]> back = Frame.block(java.util.Arrays.copyOfRange(frame, Frame.HEADER_BYTES, frame.length));
        Promise.same(back.orElseThrow(), input);
    }

    private void opened(byte[] input) throws IOException {
        int read = 0;
        long position;
        boolean damaged = false;
        try (BlockReader reader = new BlockReader(file)) {
            try {
                while (reader.skip()) {
                    read++;
                }
            } catch (BrokenChainException e) {
                Promise.namesField(e);
                damaged = true;
            }
            position = reader.position();
        }
        Promise.that(position <= input.length, "position: behind the end");
        try (BlockStore store = new BlockStore(file)) {
            Promise.that(!damaged, "blocks: opened although one is damaged");
            Promise.same((int) store.height(), read);
            Promise.same(Files.size(file), position);
            Promise.same(store.cutOff(), input.length - position);
        } catch (BrokenChainException e) {
            Promise.that(damaged, "blocks: refused although all are sound");
            Promise.same(Files.readAllBytes(file), input);
        }
    }

    /** The reader's buffer, and a small content may unpack to a whole block. */
    @Override
    public long mostBytes() {
        return 64L << 20;
    }
}
