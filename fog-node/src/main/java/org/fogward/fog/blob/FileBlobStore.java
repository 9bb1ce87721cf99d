package org.fogward.fog.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.UUID;
import org.fogward.protocol.digest.Digest;

/** Blobs as files {@code <first two digits>/<digest>} below one folder, written aside, forced to the disk and renamed. */
public final class FileBlobStore implements BlobStore {

    private final Path folder;

    /**
     * Opens the store, creating the folder and clearing what an interrupted write left behind.
     *
     * @throws IOException if the folder cannot be written
     */
    public FileBlobStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (var leftovers = Files.newDirectoryStream(folder, "*.part")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    @Override
    public Digest put(byte[] content) throws IOException {
        Digest digest = Digest.of(content);
        Path target = path(digest);
        if (Files.exists(target)
                && Files.size(target) == content.length
                && Digest.of(target).equals(digest)) {
            return digest;
        }
        Path part = folder.resolve(UUID.randomUUID() + ".part");
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Path shelf = Files.createDirectories(target.getParent());
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(shelf);
        force(folder);
        return digest;
    }

    @Override
    public OptionalLong size(Digest digest) {
        try {
            return OptionalLong.of(Files.size(path(digest)));
        } catch (IOException absent) {
            return OptionalLong.empty();
        }
    }

    @Override
    public InputStream open(Digest digest, long offset) throws IOException {
        FileChannel file = FileChannel.open(path(digest), StandardOpenOption.READ);
        if (offset < 0 || offset > file.size()) {
            long size = file.size();
            file.close();
            throw new IndexOutOfBoundsException("offset " + offset + " of a blob of " + size + " bytes");
        }
        return Channels.newInputStream(file.position(offset));
    }

    private Path path(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    /** A rename is durable only when its folder is. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
