package org.fogward.models.train;

import java.util.List;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.data.Sample;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelSpec;

/**
 * Gives a network whose classifier looked at the last layer a head with levels. The levels' normalisation gets the statistics of
 * images, so that what it gives is near 1 whatever the level; the classifier knows nothing.
 */
final class LevelStatistics {

    private final SiteStatistics statistics;

    LevelStatistics(NetworkPool networks) {
        this.statistics = new SiteStatistics(networks);
    }

    ModelParameters measure(ModelParameters model, List<Sample> images, long seed) {
        ModelSpec spec = model.spec().withHead(Head.LEVELS);
        float[] values = Initialization.create(spec, seed);
        List<Segment> known = ParameterLayout.of(model.spec()).segments();
        for (Segment segment : ParameterLayout.of(spec).segments()) {
            known.stream()
                    .filter(same -> same.name().equals(segment.name()) && same.length() == segment.length())
                    .findFirst()
                    .ifPresent(same -> System.arraycopy(
                            model.values(), same.offset(), values, segment.offset(), segment.length()));
        }
        float[] measured = statistics.adapt(spec, values, images);
        for (Segment segment : ParameterLayout.of(spec).segments()) {
            if (segment.layer().equals(Architecture.LEVELS_NORM)) {
                System.arraycopy(measured, segment.offset(), values, segment.offset(), segment.length());
            }
        }
        return new ModelParameters(spec, values);
    }
}
