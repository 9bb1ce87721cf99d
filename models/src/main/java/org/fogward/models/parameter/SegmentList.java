package org.fogward.models.parameter;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.architecture.LayerPlan;

/** Lays segments end to end in the order that Deeplearning4j keeps within each kind of layer. */
final class SegmentList {

    private final List<Segment> segments = new ArrayList<>();
    private int offset;

    List<Segment> toList() {
        return segments;
    }

    void append(LayerPlan layer) {
        switch (layer) {
            case LayerPlan.Convolution convolution -> {
                int fanIn = convolution.in() * convolution.kernelHeight() * convolution.kernelWidth();
                weights(convolution.name(), fanIn * convolution.out(), fanIn);
            }
            case LayerPlan.DepthwiseConvolution depthwise -> {
                int fanIn = depthwise.kernel() * depthwise.kernel();
                weights(depthwise.name(), fanIn * depthwise.channels(), fanIn);
            }
            case LayerPlan.Dense dense -> {
                weights(dense.name(), dense.in() * dense.out(), dense.in());
                if (dense.bias()) {
                    segment(dense.name() + "/b", ParameterKind.BIAS, dense.out(), 1);
                }
            }
            case LayerPlan.BatchNormalization norm -> {
                segment(norm.name() + "/gamma", ParameterKind.BN_SCALE, norm.channels(), 1);
                segment(norm.name() + "/beta", ParameterKind.BN_SHIFT, norm.channels(), 1);
                segment(norm.name() + "/mean", ParameterKind.BN_MEAN, norm.channels(), 1);
                segment(norm.name() + "/var", ParameterKind.BN_VARIANCE, norm.channels(), 1);
            }
            case LayerPlan.Rectifier _,
                    LayerPlan.MaximumPooling _,
                    LayerPlan.Addition _,
                    LayerPlan.GlobalAverage _,
                    LayerPlan.Level _,
                    LayerPlan.LevelJoin _,
                    LayerPlan.FeatureJoin _,
                    LayerPlan.Dropout _ -> {
                // These have no parameters.
            }
        }
    }

    private void weights(String layer, int length, int fanIn) {
        segment(layer + "/W", ParameterKind.WEIGHT, length, fanIn);
    }

    private void segment(String name, ParameterKind kind, int length, int fanIn) {
        segments.add(new Segment(name, kind, offset, length, fanIn));
        offset = Math.addExact(offset, length);
    }
}
