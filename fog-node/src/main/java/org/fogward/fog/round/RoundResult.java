package org.fogward.fog.round;

import java.util.Optional;
import org.fogward.protocol.digest.Digest;

/**
 * What a round made and where it is anchored.
 *
 * @param round its number
 * @param newModel the model that it made
 * @param delta the {@link org.fogward.protocol.v1.ModelDelta} that leads to it, if there is one
 * @param serverState the server optimiser's state after it
 * @param merkleRoot root over its updates
 * @param ledgerTransaction the anchoring transaction
 * @param block the block that holds it
 * @param headHash the hash of the ledger's newest block header then
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
        String ledgerTransaction,
        long block,
        String headHash,
        double seconds,
        double trainLoss,
        long bytesUp,
        long bytesDown) {}
