package org.fogward.fog.audit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.fogward.fog.blob.BlobStore;
import org.fogward.protocol.digest.Digest;

/**
 * Blobs as they are stored, and over them what an audit has made itself: models that a later round goes back to are those that were
 * recomputed, and nothing is written. For one thread.
 */
final class RecomputedBlobs implements BlobStore {

    private final BlobStore stored;
    private final Map<Digest, byte[]> made = new HashMap<>();

    RecomputedBlobs(BlobStore stored) {
        this.stored = stored;
    }

    @Override
    public Digest put(byte[] content) {
        Digest digest = Digest.of(content);
        made.put(digest, content.clone());
        return digest;
    }

    @Override
    public OptionalLong size(Digest digest) {
        byte[] own = made.get(digest);
        return own == null ? stored.size(digest) : OptionalLong.of(own.length);
    }

    @Override
    public InputStream open(Digest digest, long offset) throws IOException {
        byte[] own = made.get(digest);
        if (own == null) {
            return stored.open(digest, offset);
        }
        int from = Math.toIntExact(Objects.checkIndex(offset, own.length + 1L));
        return new ByteArrayInputStream(own, from, own.length - from);
    }
}
