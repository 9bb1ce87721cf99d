package org.fogward.fog.round;

import java.util.Optional;
import org.fogward.protocol.digest.Digest;

/**
 * What a round made. Where it is anchored is known later, see {@link RoundPlace}.
 *
 * @param round its number
 * @param newModel the model that it made
 * @param delta the {@link org.fogward.protocol.v1.ModelDelta} that leads to it, if there is one
 * @param serverState the server optimiser's state after it
 * @param merkleRoot root over its updates
 * @param seconds from announcement to publication
 * @param trainLoss mean of the training losses, weighted by samples
 * @param bytesUp what one participant sent on average
 * @param bytesDown what one participant was sent on average
 */
public record RoundResult(
        long round,
        Digest newModel,
        Optional<Digest> delta,
        Digest serverState,
        Digest merkleRoot,
        double seconds,
        double trainLoss,
        long bytesUp,
        long bytesDown) {}
