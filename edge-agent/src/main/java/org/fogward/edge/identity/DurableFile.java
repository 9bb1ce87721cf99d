package org.fogward.edge.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file for its owner only that appears and changes as a whole: after a crash at any point there is the old content or the new. */
public final class DurableFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    /** Names the file; its directory has to be there when it is written. */
    public DurableFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Makes the file; does nothing if there is one already.
     *
     * @throws IOException when it cannot be written
     */
    public void create(byte[] content) throws IOException {
        Path fresh = written(content);
        try {
            Files.createLink(file, fresh);
            syncDirectory();
        } catch (FileAlreadyExistsException anotherWasFirst) {
            // What is there already is what counts.
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Makes the file, in place of one that may be there.
     *
     * @throws IOException when it cannot be written; then the old one is still there
     */
    public void replace(byte[] content) throws IOException {
        Path fresh = written(content);
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
        syncDirectory();
    }

    private Path written(byte[] content) throws IOException {
        Path fresh = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            return fresh;
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    private void syncDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
