package org.fogward.models.cost;

import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.data.SampleShape;

/**
 * What a layer costs for one example.
 *
 * @param layer the layer
 * @param output the shape of what it gives
 * @param parameters numbers that it holds, running statistics included
 * @param multiplyAdds multiplications that are each followed by an addition, of convolutions and dense layers
 */
public record LayerCost(LayerPlan layer, SampleShape output, long parameters, long multiplyAdds) {

    /** Whether the output can take the input's place in memory. */
    boolean worksInPlace() {
        return switch (layer) {
            case LayerPlan.BatchNormalization _,
                    LayerPlan.Rectifier _,
                    LayerPlan.Addition _,
                    LayerPlan.Level _,
                    LayerPlan.Dropout _ -> true;
            case LayerPlan.Convolution _,
                    LayerPlan.DepthwiseConvolution _,
                    LayerPlan.MaximumPooling _,
                    LayerPlan.GlobalAverage _,
                    LayerPlan.LevelJoin _,
                    LayerPlan.FeatureJoin _,
                    LayerPlan.Dense _ -> false;
        };
    }

    /** Whether training keeps the output until the way back; a rectifier and dropout overwrite what they take. */
    boolean isKeptInTraining() {
        return !(layer instanceof LayerPlan.Rectifier || layer instanceof LayerPlan.Dropout);
    }
}
