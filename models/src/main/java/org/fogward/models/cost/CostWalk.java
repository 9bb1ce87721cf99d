package org.fogward.models.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.data.SampleShape;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.parameter.Segment;

/** Follows an example's shape through a network. */
final class CostWalk {

    private final List<LayerCost> layers = new ArrayList<>();

    CostWalk(Architecture architecture) {
        Map<String, Long> parameters = new HashMap<>();
        for (Segment segment : ParameterLayout.of(architecture).segments()) {
            String layer = segment.layer();
            parameters.merge(layer, (long) segment.length(), Long::sum);
        }
        SampleShape shape = architecture.input();
        for (LayerPlan layer : architecture.layers()) {
            SampleShape output = output(layer, shape, architecture.features());
            layers.add(new LayerCost(
                    layer, output, parameters.getOrDefault(layer.name(), 0L), multiplyAdds(layer, output)));
            shape = output;
        }
    }

    List<LayerCost> layers() {
        return layers;
    }

    private static SampleShape output(LayerPlan layer, SampleShape in, int features) {
        return switch (layer) {
            case LayerPlan.Convolution plan -> {
                boolean alongTime = plan.kernelHeight() == 1 && plan.kernelWidth() > 1;
                yield shrink(in, alongTime ? 1 : plan.stride(), plan.stride(), plan.out());
            }
            case LayerPlan.DepthwiseConvolution plan -> shrink(in, plan.stride(), plan.stride(), plan.channels());
            case LayerPlan.MaximumPooling plan -> shrink(in, plan.height(), plan.width(), in.channels());
            case LayerPlan.GlobalAverage _ -> new SampleShape(1, 1, in.channels());
            case LayerPlan.LevelJoin plan -> new SampleShape(1, 1, plan.width());
            case LayerPlan.FeatureJoin _ -> new SampleShape(1, 1, in.channels() + features);
            case LayerPlan.Dense plan -> new SampleShape(1, 1, plan.out());
            case LayerPlan.BatchNormalization _,
                    LayerPlan.Rectifier _,
                    LayerPlan.Addition _,
                    LayerPlan.Level _,
                    LayerPlan.Dropout _ -> in;
        };
    }

    private static long multiplyAdds(LayerPlan layer, SampleShape output) {
        long positions = (long) output.height() * output.width();
        return switch (layer) {
            case LayerPlan.Convolution plan ->
                positions * plan.out() * plan.in() * plan.kernelHeight() * plan.kernelWidth();
            case LayerPlan.DepthwiseConvolution plan -> positions * plan.channels() * plan.kernel() * plan.kernel();
            case LayerPlan.Dense plan -> (long) plan.in() * plan.out();
            case LayerPlan.BatchNormalization _,
                    LayerPlan.Rectifier _,
                    LayerPlan.MaximumPooling _,
                    LayerPlan.Addition _,
                    LayerPlan.GlobalAverage _,
                    LayerPlan.Level _,
                    LayerPlan.LevelJoin _,
                    LayerPlan.FeatureJoin _,
                    LayerPlan.Dropout _ -> 0;
        };
    }

    private static SampleShape shrink(SampleShape in, int down, int right, int channels) {
        return new SampleShape(Math.ceilDiv(in.height(), down), Math.ceilDiv(in.width(), right), channels);
    }
}
