package org.fogward.fog.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.fogward.protocol.digest.Digest;

/**
 * Keeps byte strings under their SHA-256. Nothing is ever changed or overwritten, so a reader needs no lock and any copy can be
 * checked by its name. Thread-safe.
 */
public interface BlobStore {

    /**
     * Stores the bytes. When this returns they survive a crash. Storing the same bytes again changes nothing.
     *
     * @return the name to ask for them by
     * @throws IOException if they could not be made durable
     */
    Digest put(byte[] content) throws IOException;

    /** How many bytes the blob has; empty if it is not here. */
    OptionalLong size(Digest digest);

    /**
     * Opens a blob for reading. The caller closes the stream.
     *
     * @param offset the first byte wanted, 0 to the blob's size; at the size the stream is empty
     * @throws java.nio.file.NoSuchFileException if the blob is not here
     * @throws IndexOutOfBoundsException if the offset is negative or beyond the size
     */
    InputStream open(Digest digest, long offset) throws IOException;

    /**
     * Reads a whole blob and checks it against its name.
     *
     * @throws IOException if it is not here, or if what is here has another digest
     */
    default byte[] read(Digest digest) throws IOException {
        try (InputStream in = open(digest, 0)) {
            byte[] content = in.readAllBytes();
            if (!Digest.of(content).equals(digest)) {
                throw new IOException("blob " + digest.hex() + " does not hold what its name says");
            }
            return content;
        }
    }
}
