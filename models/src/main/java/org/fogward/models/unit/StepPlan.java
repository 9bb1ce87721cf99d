package org.fogward.models.unit;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.data.SampleShape;
import org.fogward.models.kernel.Rectification;

/**
 * Finds the units that compute an architecture: layers that follow each other and that one unit computes together become one step.
 * The order of the parameters stays that of the layers.
 */
public final class StepPlan {

    private final List<LayerPlan> layers;
    private final int features;
    private final Surroundings around;
    private final List<Step> steps = new ArrayList<>();
    private int next;
    private int at;
    private int height;
    private int width;
    private int channels;

    private StepPlan(Architecture architecture, Surroundings around) {
        SampleShape input = architecture.input();
        this.layers = architecture.layers();
        this.features = architecture.features();
        this.around = around;
        this.height = input.height();
        this.width = input.width();
        this.channels = input.channels();
    }

    /** The steps of an architecture, with new units. */
    public static List<Step> of(Architecture architecture, Surroundings around) {
        StepPlan plan = new StepPlan(architecture, around);
        while (plan.next < plan.layers.size()) {
            plan.append();
        }
        return plan.steps;
    }

    private void append() {
        LayerPlan layer = layers.get(next);
        switch (layer) {
            case LayerPlan.Convolution convolution when isExpansion(convolution) -> block(convolution.out(), true);
            case LayerPlan.Convolution convolution -> convolve(convolution);
            case LayerPlan.DepthwiseConvolution depthwise -> block(depthwise.channels(), false);
            case LayerPlan.BatchNormalization _ ->
                compute(1, new NormalizationUnit(height * width, channels, at, around));
            case LayerPlan.MaximumPooling pooling -> pool(pooling);
            case LayerPlan.GlobalAverage _ -> {
                compute(1, new AverageUnit(height * width, channels, around));
                shrink(1, 1, channels);
            }
            case LayerPlan.Level level -> {
                steps.add(new Step.Level(level.name(), new LevelUnit(level, around)));
                next++;
            }
            case LayerPlan.LevelJoin join -> {
                steps.add(new Step.JoinLevels(join.name(), join.width()));
                shrink(1, 1, join.width());
                next++;
            }
            case LayerPlan.FeatureJoin join -> {
                steps.add(new Step.Join(join.name(), channels, features));
                channels += features;
                next++;
            }
            case LayerPlan.Dropout dropout -> {
                steps.add(new Step.Drop(dropout.name(), dropout.width()));
                next++;
            }
            case LayerPlan.Dense dense
            when dense.bias() -> {
                steps.add(new Step.Classify(dense.name(), at, dense.in(), dense.out()));
                next++;
            }
            case LayerPlan.Dense dense -> {
                Windows windows = new Windows(1, 1, dense.in(), 1, 1, 1, 1);
                compute(3, new ConvolutionUnit(windows, dense.out(), rectification(next + 2), at, around));
                channels = dense.out();
            }
            case LayerPlan.Rectifier _, LayerPlan.Addition _ ->
                throw new IllegalArgumentException("layer " + layer.name() + ": nothing before it that it belongs to");
        }
    }

    /** A pointwise convolution whose output goes to a depthwise one. */
    private boolean isExpansion(LayerPlan.Convolution plan) {
        return plan.kernelHeight() == 1
                && plan.kernelWidth() == 1
                && next + 3 < layers.size()
                && layers.get(next + 3) instanceof LayerPlan.DepthwiseConvolution;
    }

    private void convolve(LayerPlan.Convolution plan) {
        int down = plan.kernelHeight() == 1 && plan.kernelWidth() > 1 ? 1 : plan.stride();
        Windows windows =
                new Windows(height, width, plan.in(), plan.kernelHeight(), plan.kernelWidth(), down, plan.stride());
        Rectification rectification = rectification(next + 2);
        compute(
                rectification == Rectification.NONE ? 2 : 3,
                new ConvolutionUnit(windows, plan.out(), rectification, at, around));
        shrink(windows.outHeight(), windows.outWidth(), plan.out());
    }

    /** Expansion, depthwise convolution and projection, each normalised, and perhaps an addition. */
    private void block(int hidden, boolean expands) {
        int first = expands ? next + 3 : next;
        LayerPlan.DepthwiseConvolution depthwise = (LayerPlan.DepthwiseConvolution) layers.get(first);
        LayerPlan.Convolution project = (LayerPlan.Convolution) layers.get(first + 3);
        int end = first + 5;
        boolean shortcut = end < layers.size() && layers.get(end) instanceof LayerPlan.Addition;
        InvertedResidualUnit.Form form = new InvertedResidualUnit.Form(
                height, width, channels, hidden, expands, project.out(), depthwise.stride(), shortcut);
        compute((shortcut ? end + 1 : end) - next, new InvertedResidualUnit(form, at, around));
        shrink(Math.ceilDiv(height, depthwise.stride()), Math.ceilDiv(width, depthwise.stride()), project.out());
    }

    private void pool(LayerPlan.MaximumPooling pooling) {
        compute(1, new PoolingUnit(height, width, channels, pooling.height(), pooling.width(), around));
        shrink(Math.ceilDiv(height, pooling.height()), Math.ceilDiv(width, pooling.width()), channels);
    }

    private Rectification rectification(int index) {
        if (index < layers.size() && layers.get(index) instanceof LayerPlan.Rectifier rectifier) {
            return rectifier.capped() ? Rectification.RELU6 : Rectification.RELU;
        }
        return Rectification.NONE;
    }

    private void compute(int length, Unit unit) {
        next += length;
        steps.add(new Step.Compute(layers.get(next - 1).name(), at, unit));
        at += unit.parameters();
    }

    private void shrink(int newHeight, int newWidth, int newChannels) {
        height = newHeight;
        width = newWidth;
        channels = newChannels;
    }
}
