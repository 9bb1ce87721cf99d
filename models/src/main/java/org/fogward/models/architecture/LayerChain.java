package org.fogward.models.architecture;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.ChannelWidth;

/** Builds an architecture layer by layer, keeping count of the channels. */
final class LayerChain {

    private final SampleShape input;
    private final int features;
    private final double width;
    private final List<LayerPlan> layers = new ArrayList<>();
    private int channels;

    LayerChain(SampleShape input, int features, double width) {
        this.input = input;
        this.features = features;
        this.width = width;
        this.channels = input.channels();
    }

    int channels() {
        return channels;
    }

    /** The name of the newest layer. */
    String last() {
        return layers.getLast().name();
    }

    /** A channel count under the network's width multiplier. */
    int scaled(int baseChannels) {
        return ChannelWidth.scaled(baseChannels, width);
    }

    LayerChain normalize(String name) {
        layers.add(new LayerPlan.BatchNormalization(name, channels));
        return this;
    }

    LayerChain convolve(String name, int out, int kernelHeight, int kernelWidth, int stride) {
        layers.add(new LayerPlan.Convolution(name, channels, out, kernelHeight, kernelWidth, stride));
        channels = out;
        return normalize(name + "-norm");
    }

    LayerChain convolveDepthwise(String name, int kernel, int stride) {
        layers.add(new LayerPlan.DepthwiseConvolution(name, channels, kernel, stride));
        return normalize(name + "-norm");
    }

    LayerChain rectify(String name, boolean capped) {
        layers.add(new LayerPlan.Rectifier(name, capped));
        return this;
    }

    LayerChain pool(String name, int height, int width) {
        layers.add(new LayerPlan.MaximumPooling(name, height, width));
        return this;
    }

    LayerChain add(String name, String shortcut) {
        layers.add(new LayerPlan.Addition(name, shortcut));
        return this;
    }

    LayerChain average() {
        layers.add(new LayerPlan.GlobalAverage("average"));
        return this;
    }

    LayerChain joinFeatures() {
        if (features > 0) {
            layers.add(new LayerPlan.FeatureJoin("features"));
            channels += features;
            normalize("features-norm");
        }
        return this;
    }

    LayerChain dense(String name, int out) {
        layers.add(new LayerPlan.Dense(name, channels, out, false));
        channels = out;
        return normalize(name + "-norm").rectify(name + "-relu", false);
    }

    Architecture finish(int classes) {
        layers.add(new LayerPlan.Dropout("dropout", channels));
        layers.add(new LayerPlan.Dense(Architecture.OUTPUT, channels, classes, true));
        return new Architecture(input, features, layers);
    }
}
