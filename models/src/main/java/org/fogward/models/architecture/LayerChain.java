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
    private int height;
    private int length;
    private int levels;

    LayerChain(SampleShape input, int features, double width) {
        this.input = input;
        this.features = features;
        this.width = width;
        this.channels = input.channels();
        this.height = input.height();
        this.length = input.width();
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
        shrink(kernelHeight == 1 && kernelWidth > 1 ? 1 : stride, stride);
        return normalize(name + "-norm");
    }

    LayerChain convolveDepthwise(String name, int kernel, int stride) {
        layers.add(new LayerPlan.DepthwiseConvolution(name, channels, kernel, stride));
        shrink(stride, stride);
        return normalize(name + "-norm");
    }

    LayerChain rectify(String name, boolean capped) {
        layers.add(new LayerPlan.Rectifier(name, capped));
        return this;
    }

    LayerChain pool(String name, int down, int right) {
        layers.add(new LayerPlan.MaximumPooling(name, down, right));
        shrink(down, right);
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

    /** Sets a level aside, of at most so many areas each way: as many as divide its height and width evenly. */
    LayerChain level(String name, int areas) {
        int rows = areas(height, areas);
        int columns = areas(length, areas);
        LayerPlan.Level level = new LayerPlan.Level(name, rows, columns, height / rows, length / columns, channels);
        layers.add(level);
        levels += level.outputs();
        return this;
    }

    LayerChain joinLevels() {
        layers.add(new LayerPlan.LevelJoin("levels", levels));
        channels = levels;
        return normalize(Architecture.LEVELS_NORM);
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

    private static int areas(int extent, int most) {
        int areas = most;
        while (extent % areas != 0) {
            areas--;
        }
        return areas;
    }

    private void shrink(int down, int right) {
        height = Math.ceilDiv(height, down);
        length = Math.ceilDiv(length, right);
    }

    Architecture finish(int classes) {
        layers.add(new LayerPlan.Dropout(Architecture.DROPOUT, channels));
        layers.add(new LayerPlan.Dense(Architecture.OUTPUT, channels, classes, true));
        return new Architecture(input, features, layers);
    }
}
