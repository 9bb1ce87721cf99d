package org.fogward.models.exchange;

import java.util.List;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.Segment;

/**
 * Changes normalisations' factors so that, with running statistics, they do the same under another epsilon:
 * gamma / sqrt(variance + from) = gamma' / sqrt(variance + to).
 */
record EpsilonFolding(double from, double to) {

    /**
     * Changes every BN_SCALE segment in place.
     *
     * @throws ExchangeException where a variance is negative
     */
    void apply(List<Slot> slots, float[] parameters) throws ExchangeException {
        int scaleAt = 0;
        for (Slot slot : slots) {
            Segment segment = slot.segment();
            if (segment.kind() == ParameterKind.BN_SCALE) {
                scaleAt = segment.offset();
            } else if (segment.kind() == ParameterKind.BN_VARIANCE) {
                for (int i = 0; i < segment.length(); i++) {
                    double variance = parameters[segment.offset() + i];
                    if (variance < 0) {
                        throw new ExchangeException(slot.name() + "[" + i + "]: a variance of " + variance);
                    }
                    parameters[scaleAt + i] *= (float) Math.sqrt((variance + to) / (variance + from));
                }
            }
        }
    }
}
