package org.fogward.fog.view;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.fogward.models.evaluate.SiteScore;

/**
 * One finished round. The scores belong to the model that the round made; where the fog node has no data of its own they come
 * from the gateways' validation parts, which are known only when the next round closes, and are absent until then.
 *
 * @param round its number, from 1
 * @param participants gateways that sent at least one update in it
 * @param accepted updates that were counted
 * @param refused updates of registered gateways that were refused
 * @param openedAt when it was announced
 * @param seconds from announcement to publication
 * @param accuracy share of correct answers, 0..1
 * @param balancedAccuracy mean recall over the classes present, 0..1
 * @param worstSite the site that the model serves worst among those with enough samples: a gateway by its validation part, which
 *     is known only when the next round closes, or a source of the fog node's own samples where no gateway has such a part
 * @param loss mean loss on the evaluation samples
 * @param trainLoss mean of the gateways' training losses, weighted by samples
 * @param bytesUp what one participant sent on average, MQTT payload bytes
 * @param bytesDown what one participant received on average, MQTT payload bytes and model files
 * @param ledgerTransaction the anchoring transaction; absent while the round waits to be anchored
 * @param block the block that holds it, likewise
 * @param merkleRoot root over every update accepted and refused, hex
 * @param modelDigest SHA-256 of the model that the round made, hex
 */
public record RoundSummary(
        long round,
        int participants,
        int accepted,
        int refused,
        Instant openedAt,
        double seconds,
        OptionalDouble accuracy,
        OptionalDouble balancedAccuracy,
        Optional<SiteScore> worstSite,
        OptionalDouble loss,
        double trainLoss,
        long bytesUp,
        long bytesDown,
        Optional<String> ledgerTransaction,
        OptionalLong block,
        String merkleRoot,
        String modelDigest) {}
