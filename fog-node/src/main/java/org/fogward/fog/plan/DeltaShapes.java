package org.fogward.fog.plan;

import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.ModelSpec;
import org.fogward.protocol.update.UpdateShape;
import org.fogward.protocol.update.UpdateShape.Travel;
import org.fogward.protocol.v1.NormalizationTravel;

/** How the deltas of a model lie. */
public final class DeltaShapes {

    private DeltaShapes() {}

    /**
     * The shape of an update.
     *
     * @param normalization what of batch normalisation travels
     * @throws IllegalArgumentException if that is not known here
     */
    public static UpdateShape of(ModelSpec model, NormalizationTravel normalization) {
        return UpdateShape.of(ParameterLayout.of(model).segments().stream()
                .map(segment -> shape(segment, normalization))
                .toList());
    }

    private static UpdateShape.Segment shape(Segment segment, NormalizationTravel normalization) {
        Travel travel = Travel.of(
                normalization, segment.kind().isNormalization(), segment.kind().isStatistic());
        return new UpdateShape.Segment(segment.length(), segment.row(), travel);
    }
}
