package org.fogward.models.exchange;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.parameter.ParameterKind;
import org.fogward.models.parameter.Segment;

/** Our own names and order, with the shapes that explain it. */
final class SegmentNaming implements Naming {

    @Override
    public Slot slot(LayerPlan layer, Segment segment) {
        return new Slot(segment.name(), shape(layer, segment), segment, IntUnaryOperator.identity());
    }

    private static List<Integer> shape(LayerPlan layer, Segment segment) {
        if (segment.kind() != ParameterKind.WEIGHT) {
            return List.of(segment.length());
        }
        return switch (layer) {
            case LayerPlan.Convolution plan -> List.of(plan.kernelHeight(), plan.kernelWidth(), plan.in(), plan.out());
            case LayerPlan.DepthwiseConvolution plan -> List.of(plan.kernel(), plan.kernel(), plan.channels());
            case LayerPlan.Dense plan -> plan.bias() ? List.of(plan.out(), plan.in()) : List.of(plan.in(), plan.out());
            default -> throw new IllegalStateException("segment " + segment.name() + " has no weights");
        };
    }
}
