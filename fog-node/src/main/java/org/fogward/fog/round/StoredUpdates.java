package org.fogward.fog.round;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.List;
import org.fogward.fog.aggregate.Contribution;
import org.fogward.fog.blob.BlobStore;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.update.DeltaSink;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.WholeNumberCodec;
import org.fogward.protocol.v1.Envelope;
import org.fogward.protocol.v1.Update;

/** Accepted updates as they lie in the blob store. Thread-safe. */
public final class StoredUpdates {

    private final BlobStore blobs;

    /** A reader of what admission let through. */
    public StoredUpdates(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * The accepted ones as contributions, each read from the disk when it is asked for.
     *
     * @param shape how their deltas lie
     */
    public List<Contribution> contributions(List<RoundUpdate> updates, UpdateShape shape) {
        return updates.stream()
                .filter(RoundUpdate::accepted)
                .map(update -> new Contribution(
                        update.gateway(), update.samples(), sink -> delta(read(update.digest()), shape, sink)))
                .toList();
    }

    /**
     * Reads an update.
     *
     * @param envelope the digest of its envelope
     * @throws IOException if it is not there, or not what its digest says
     */
    public Update read(Digest envelope) throws IOException {
        try {
            return Update.parseFrom(Envelope.parseFrom(blobs.read(envelope)).getPayload());
        } catch (InvalidProtocolBufferException e) {
            throw new IOException("blob " + envelope.hex() + " is no update", e);
        }
    }

    /**
     * Decodes an update's whole numbers. How many there are was checked at admission.
     *
     * @throws IOException if they cannot be decoded
     */
    public long[] numbers(Update update) throws IOException {
        try {
            return new WholeNumberCodec().decode(update.getDelta().toByteArray(), update.getParameters());
        } catch (UpdateFormatException e) {
            throw new IOException("an update cannot be decoded: " + e.getMessage(), e);
        }
    }

    /**
     * Decodes an update's delta, as admission did.
     *
     * @param shape how it lies
     * @param sink takes its coordinates
     * @throws IOException if it cannot be decoded
     */
    public void delta(Update update, UpdateShape shape, DeltaSink sink) throws IOException {
        UpdateCodec codec = UpdateCodecs.named(update.getCodec())
                .orElseThrow(() -> new IOException("codec " + update.getCodec() + " is not known"));
        try {
            codec.decode(update.getDelta().toByteArray(), shape, sink);
        } catch (UpdateFormatException e) {
            throw new IOException("an update cannot be decoded: " + e.getMessage(), e);
        }
    }
}
