package org.fogward.fog.round;

import java.util.Optional;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.digest.Digest;

/**
 * What a round works on.
 *
 * @param base digest of the model that it starts from
 * @param spec what that model is
 * @param bytes of its file
 * @param teacher a model to learn from too
 * @param setbacks how often guarded rounds went back to a better model
 */
public record RoundTask(Digest base, ModelSpec spec, long bytes, Optional<Digest> teacher, int setbacks) {}
