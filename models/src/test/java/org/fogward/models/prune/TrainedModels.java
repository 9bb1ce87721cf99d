package org.fogward.models.prune;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fogward.models.Models;
import org.fogward.models.architecture.BlockLayers;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;
import org.fogward.models.spec.InvertedResidual;
import org.fogward.models.spec.ModelSpec;

/** Models whose normalisations differ from channel to channel, as after training. */
final class TrainedModels {

    private TrainedModels() {}

    static ModelParameters mobilenet(long seed) {
        return of(Models.MOBILENET, seed);
    }

    static ModelParameters of(ModelSpec spec, long seed) {
        float[] values = Initialization.create(spec, seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (Segment segment : ParameterLayout.of(spec).segments()) {
            for (int i = segment.offset(); i < segment.end(); i++) {
                values[i] = (float)
                        switch (segment.kind()) {
                            case WEIGHT, BIAS -> values[i];
                            case BN_SCALE, BN_VARIANCE -> random.nextDouble(0.5, 1.5);
                            case BN_SHIFT, BN_MEAN -> random.nextDouble(-0.2, 0.2);
                        };
            }
        }
        return new ModelParameters(spec, values);
    }

    /** All channels but every third group of eight; block 1 keeps all. */
    static KeptChannels twoThirds(ModelSpec spec) {
        return new KeptChannels(
                spec,
                spec.blocks().stream()
                        .map(block -> stays(block, c -> !block.expands() || c / 8 % 3 != 1))
                        .toList());
    }

    static List<Integer> stays(InvertedResidual block, IntPredicate predicate) {
        return IntStream.range(0, block.hidden()).filter(predicate).boxed().toList();
    }

    /** The model with nothing coming out of the channels that do not stay. */
    static ModelParameters silenced(ModelParameters model, KeptChannels kept) {
        float[] values = model.values().clone();
        ParameterLayout layout = ParameterLayout.of(model.spec());
        for (int i = 0; i < kept.channels().size(); i++) {
            String norm = new BlockLayers(i + 1).depthwiseNorm();
            for (Segment segment : layout.segments()) {
                boolean scaleOrShift =
                        segment.name().equals(norm + "/gamma") || segment.name().equals(norm + "/beta");
                for (int c = 0; scaleOrShift && c < segment.length(); c++) {
                    if (!kept.channels().get(i).contains(c)) {
                        values[segment.offset() + c] = 0;
                    }
                }
            }
        }
        return new ModelParameters(model.spec(), values);
    }
}
