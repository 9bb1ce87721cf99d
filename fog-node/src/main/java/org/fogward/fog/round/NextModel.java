package org.fogward.fog.round;

import java.util.Optional;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.protocol.v1.ModelDelta;

/**
 * What gateways hold after a round.
 *
 * @param model the new model
 * @param delta from the model before to it; empty if the model jumps
 * @param residual what the model still lacks, laid out like it; empty if nothing
 */
@SuppressWarnings("ArrayRecordComponent")
record NextModel(ModelParameters model, Optional<ModelDelta.Builder> delta, float[] residual) {

    private static final float[] NOTHING = {};

    /** A model that does not follow from the one before. */
    static NextModel jump(ModelParameters model) {
        return new NextModel(model, Optional.empty(), NOTHING);
    }
}
