package org.fogward.models.network;

import org.fogward.models.architecture.Architecture;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.data.SampleShape;

/** How many numbers a network normalises for one example. */
final class ActivationCount {

    private ActivationCount() {}

    static long normalized(Architecture architecture) {
        SampleShape input = architecture.input();
        int height = input.height();
        int width = input.width();
        long sum = 0;
        for (LayerPlan layer : architecture.layers()) {
            switch (layer) {
                case LayerPlan.Convolution convolution -> {
                    height = Math.ceilDiv(height, convolution.stride());
                    width = Math.ceilDiv(width, convolution.stride());
                }
                case LayerPlan.DepthwiseConvolution depthwise -> {
                    height = Math.ceilDiv(height, depthwise.stride());
                    width = Math.ceilDiv(width, depthwise.stride());
                }
                case LayerPlan.MaximumPooling pooling -> {
                    height = Math.ceilDiv(height, pooling.height());
                    width = Math.ceilDiv(width, pooling.width());
                }
                case LayerPlan.GlobalAverage _ -> {
                    height = 1;
                    width = 1;
                }
                case LayerPlan.BatchNormalization norm -> sum += (long) height * width * norm.channels();
                case LayerPlan.Rectifier _,
                        LayerPlan.Addition _,
                        LayerPlan.FeatureJoin _,
                        LayerPlan.Dropout _,
                        LayerPlan.Dense _ -> {
                    // These keep the extent and normalise nothing.
                }
            }
        }
        return sum;
    }
}
