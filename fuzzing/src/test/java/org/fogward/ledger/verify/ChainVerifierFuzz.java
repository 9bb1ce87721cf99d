package org.fogward.ledger.verify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.fogward.fuzzing.Chain;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;

/** A chain in which one block is replaced, with checksums that fit: the first byte says which, the rest is the block. */
public final class ChainVerifierFuzz implements FuzzTarget {
    private static final int FRAME_HEADER_BYTES = 12;

    private final Path file = Folders.create().resolve("blocks");
    /** The channel's first block, one of each kind that follows, and no more: whoever checks a block checks those before it too. */
    private final List<byte[]> blocks;

    /** The same in the file, so that nothing has to be deflated but what is replaced. */
    private final List<byte[]> frames = new ArrayList<>();

    /** Makes a chain. */
    public ChainVerifierFuzz() {
        Chain chain = Chain.create();
        blocks = chain.blocks().subList(0, 3);
        ByteBuffer all = ByteBuffer.wrap(chain.file());
        for (int i = 0; i < blocks.size(); i++) {
            byte[] frame = new byte[FRAME_HEADER_BYTES + all.getInt(all.position())];
            all.get(frame);
            frames.add(frame);
        }
    }

    @Override
    public List<byte[]> seeds() {
        return IntStream.range(0, blocks.size())
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
        ByteArrayOutputStream content = new ByteArrayOutputStream(1 << 14);
        for (int i = 0; i < blocks.size(); i++) {
            content.writeBytes(i == replaced ? framed(block) : frames.get(i));
        }
        Files.write(file, content.toByteArray());
        ChainReport report = ChainVerifier.verify(file);
        // The last block's metadata may be left out of a signature only where nothing depends on it.
        Promise.that(!report.clean() || Arrays.equals(block, blocks.get(replaced)), "a changed block went unnoticed");
    }

    /** As a block lies in the file: length, checksums, and the block as RFC 1950 has it, which need not be smaller for it. */
    private static byte[] framed(byte[] block) {
        byte[] content = new byte[block.length + 64];
        int length;
        try (Deflater deflater = new Deflater(Deflater.NO_COMPRESSION)) {
            deflater.setInput(block);
            deflater.finish();
            length = deflater.deflate(content);
            Promise.that(deflater.finished(), "the frame is too small");
        }
        return ByteBuffer.allocate(FRAME_HEADER_BYTES + length)
                .putInt(length)
                .putInt(checksum(ByteBuffer.allocate(4).putInt(length).array(), 4))
                .putInt(checksum(content, length))
                .put(content, 0, length)
                .array();
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
