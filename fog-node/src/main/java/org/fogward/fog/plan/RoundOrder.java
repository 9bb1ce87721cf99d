package org.fogward.fog.plan;

import java.util.Optional;
import org.fogward.protocol.v1.Encoding;
import org.fogward.protocol.v1.RoundKind;

/**
 * What gateways are asked to do.
 *
 * @param kind of round
 * @param task as JSON
 * @param codec what they are to encode their updates with
 * @param encoding how, in rounds that average
 */
public record RoundOrder(RoundKind kind, String task, String codec, Optional<Encoding> encoding) {}
