package org.fogward.fog.round;

import java.time.Instant;
import org.fogward.protocol.digest.Digest;

/**
 * A round as it was opened.
 *
 * @param number from 1
 * @param phase how far it has come
 * @param baseModel the global model that training starts from
 * @param openedAt when it was announced
 * @param deadline see {@link org.fogward.fog.plan.RoundRules}
 */
public record Round(long number, RoundPhase phase, Digest baseModel, Instant openedAt, Instant deadline) {}
