package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.fuzzing.Chain;
import org.fogward.fuzzing.Folders;
import org.fogward.fuzzing.FuzzTarget;
import org.fogward.fuzzing.Promise;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.validate.RecordedBlock;
import org.hyperledger.fabric.protos.common.Block;

/** A snapshot of a ledger's state: as it comes, and with a digest that fits. */
public final class SnapshotFuzz implements FuzzTarget {
    private static final int DIGEST_BYTES = 32;

    private final Path file = Folders.create().resolve("snapshot");
    private final MessageDigest sha256;

    /** Makes the digest. */
    public SnapshotFuzz() throws Exception {
        sha256 = MessageDigest.getInstance("SHA-256");
    }

    @Override
    public List<byte[]> seeds() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        LedgerState state = new LedgerState();
        Snapshot.write(file, state);
        seeds.add(content());
        for (byte[] bytes : Chain.create().blocks()) {
            Block block = Block.parseFrom(bytes);
            ByteString hash = BlockHash.ofHeader(block.getHeader());
            state.apply(hash, RecordedBlock.transactions(block));
            Snapshot.write(file, state);
            seeds.add(content());
        }
        return seeds;
    }

    private byte[] content() throws Exception {
        byte[] all = Files.readAllBytes(file);
        return java.util.Arrays.copyOf(all, all.length - DIGEST_BYTES);
    }

    @Override
    public int inputsInBuild() {
        return 1_000;
    }

    @Override
    public void run(byte[] input) throws Exception {
        Files.write(file, input);
        Promise.that(Snapshot.read(file).isEmpty(), "read although no digest is there");
        byte[] sealed = java.util.Arrays.copyOf(input, input.length + DIGEST_BYTES);
        System.arraycopy(sha256.digest(input), 0, sealed, input.length, DIGEST_BYTES);
        Files.write(file, sealed);
        Optional<LedgerState> read = Snapshot.read(file);
        if (read.isPresent()) {
            Snapshot.write(file, read.get());
            LedgerState again = Snapshot.read(file).orElseThrow();
            Promise.same(again.head(), read.get().head());
            Promise.same(again.headHash(), read.get().headHash());
        }
    }

    /** The buffers of a megabyte each. */
    @Override
    public long mostBytes() {
        return 16L << 20;
    }
}
