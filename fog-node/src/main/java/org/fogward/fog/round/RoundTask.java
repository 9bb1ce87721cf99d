package org.fogward.fog.round;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.digest.Digest;

/**
 * What a round works on.
 *
 * @param base digest of the model that it starts from
 * @param spec what that model is
 * @param bytes of its file
 * @param delta what leads to it from the model before
 * @param teacher a model to learn from too
 * @param setbacks how often guarded rounds went back to a better model
 * @param since the first round whose base model follows from the one before
 * @param kept models to which a later round may go back
 */
public record RoundTask(
        Digest base,
        ModelSpec spec,
        long bytes,
        Optional<Delta> delta,
        Optional<Digest> teacher,
        int setbacks,
        long since,
        List<Digest> kept) {

    /** Copies the list. */
    public RoundTask {
        kept = List.copyOf(kept);
    }

    /**
     * The way from one model to the next.
     *
     * @param digest of the {@link org.fogward.protocol.v1.ModelDelta}
     * @param bytes of it
     * @param content itself, where it is small
     */
    public record Delta(Digest digest, long bytes, Optional<ByteString> content) {}
}
