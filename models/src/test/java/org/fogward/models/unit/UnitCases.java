package org.fogward.models.unit;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.architecture.LayerPlan;
import org.fogward.models.kernel.Rectification;
import org.fogward.models.unit.InvertedResidualUnit.Form;
import org.fogward.models.unit.UnitCase.Norm;
import org.fogward.models.unit.UnitCase.Run;
import org.fogward.models.unit.UnitCase.Weights;

/** The units in many shapes. */
final class UnitCases {

    private UnitCases() {}

    /** What a convolution sees. */
    private record Image(
            int height, int width, int channels, int kernelHeight, int kernelWidth, int strideDown, int strideRight) {
        Windows windows() {
            return new Windows(height, width, channels, kernelHeight, kernelWidth, strideDown, strideRight);
        }
    }

    static List<UnitCase> all() {
        List<UnitCase> cases = new ArrayList<>(convolutions());
        cases.addAll(blocks());
        cases.addAll(others());
        return cases;
    }

    private static List<UnitCase> convolutions() {
        return List.of(
                convolution(3, new Image(5, 7, 3, 3, 3, 1, 1), 8, Rectification.RELU6),
                convolution(4, new Image(7, 5, 4, 3, 3, 2, 2), 16, Rectification.RELU),
                convolution(5, new Image(6, 4, 1, 3, 3, 2, 2), 8, Rectification.NONE),
                convolution(2, new Image(19, 17, 1, 3, 3, 1, 1), 8, Rectification.RELU6),
                convolution(3, new Image(1, 11, 3, 1, 5, 1, 1), 16, Rectification.RELU),
                convolution(7, new Image(1, 3, 2, 1, 7, 1, 1), 8, Rectification.RELU),
                convolution(2, new Image(1, 13, 9, 1, 5, 1, 1), 32, Rectification.RELU),
                convolution(2, new Image(1, 6, 16, 1, 3, 1, 1), 8, Rectification.RELU),
                convolution(3, new Image(1, 10, 2, 1, 7, 1, 2), 24, Rectification.RELU6),
                convolution(3, new Image(4, 3, 8, 1, 1, 1, 1), 24, Rectification.NONE),
                convolution(6, new Image(3, 3, 5, 1, 1, 1, 1), 9, Rectification.RELU6),
                convolution(3, new Image(5, 5, 4, 1, 1, 2, 2), 8, Rectification.RELU),
                convolution(9, new Image(1, 1, 10, 1, 1, 1, 1), 16, Rectification.RELU));
    }

    private static List<UnitCase> blocks() {
        return List.of(
                block(3, new Form(5, 4, 8, 16, true, 8, 1, true)),
                block(3, new Form(4, 4, 8, 16, true, 16, 1, false)),
                block(3, new Form(5, 7, 8, 16, true, 16, 2, false)),
                block(4, new Form(4, 6, 8, 24, true, 8, 2, false)),
                block(3, new Form(5, 3, 8, 8, false, 8, 1, true)),
                block(3, new Form(4, 4, 8, 8, false, 16, 1, false)),
                block(5, new Form(5, 5, 8, 8, false, 16, 2, false)),
                block(4, new Form(3, 5, 5, 15, true, 5, 1, true)),
                block(6, new Form(1, 3, 8, 16, true, 8, 2, false)),
                block(2, new Form(17, 15, 3, 8, true, 3, 1, true)));
    }

    private static List<UnitCase> others() {
        return List.of(
                normalization(3, 7, 3),
                normalization(9, 1, 8),
                pooling(2, 2, 3),
                pooling(1, 2, 8),
                pooling(3, 4, 3),
                pooling(3, 4, 24),
                level(3, new LayerPlan.Level("level", 2, 3, 2, 3, 5)),
                level(5, new LayerPlan.Level("level", 1, 1, 3, 5, 8)),
                level(2, new LayerPlan.Level("level", 4, 2, 1, 1, 3)),
                average());
    }

    private static UnitCase convolution(int examples, Image image, int out, Rectification rectification) {
        Windows windows = image.windows();
        List<Run> runs = List.of(new Weights(windows.length() * out, windows.length()), new Norm(out));
        return new UnitCase(
                image + " to " + out + ", " + rectification,
                examples,
                runs,
                (at, around) -> new ConvolutionUnit(windows, out, rectification, at, around),
                naive -> naive.shaped(image.height(), image.width(), image.channels())
                        .convolve(
                                image.kernelHeight(), image.kernelWidth(), image.strideDown(), image.strideRight(), out)
                        .normalize()
                        .rectify(rectification));
    }

    private static UnitCase block(int examples, Form form) {
        List<Run> runs = new ArrayList<>();
        if (form.expands()) {
            runs.add(new Weights(form.in() * form.hidden(), form.in()));
            runs.add(new Norm(form.hidden()));
        }
        runs.add(new Weights(9 * form.hidden(), 9));
        runs.add(new Norm(form.hidden()));
        runs.add(new Weights(form.hidden() * form.out(), form.hidden()));
        runs.add(new Norm(form.out()));
        return new UnitCase(
                form.toString(),
                examples,
                runs,
                (at, around) -> new InvertedResidualUnit(form, at, around),
                naive -> block(form, naive));
    }

    private static Naive block(Form form, Naive naive) {
        double[] in = naive.values();
        naive.shaped(form.height(), form.width(), form.in());
        if (form.expands()) {
            naive.convolve(1, 1, 1, 1, form.hidden()).normalize().rectify(Rectification.RELU6);
        }
        naive.convolveDepthwise(form.stride())
                .normalize()
                .rectify(Rectification.RELU6)
                .convolve(1, 1, 1, 1, form.out())
                .normalize();
        return form.shortcut() ? naive.add(in) : naive;
    }

    private static UnitCase normalization(int examples, int positions, int channels) {
        return new UnitCase(
                "normalization of " + channels,
                examples,
                List.of(new Norm(channels)),
                (at, around) -> new NormalizationUnit(positions, channels, at, around),
                naive -> naive.shaped(1, positions, channels).normalize());
    }

    /** Seven divides by none of these windows, and five by one only. */
    private static UnitCase pooling(int windowHeight, int windowWidth, int channels) {
        return new UnitCase(
                "pooling " + windowHeight + " x " + windowWidth + " of " + channels,
                3,
                List.of(),
                (at, around) -> new PoolingUnit(5, 7, channels, windowHeight, windowWidth, around),
                naive -> naive.shaped(5, 7, channels).pool(windowHeight, windowWidth));
    }

    private static UnitCase level(int examples, LayerPlan.Level plan) {
        return new UnitCase(
                plan.toString(), examples, List.of(), (_, around) -> new LevelUnit(plan, around), naive -> naive.shaped(
                                plan.rows() * plan.height(), plan.columns() * plan.width(), plan.channels())
                        .averageOver(plan.rows(), plan.columns()));
    }

    private static UnitCase average() {
        return new UnitCase(
                "average", 5, List.of(), (at, around) -> new AverageUnit(6, 5, around), naive -> naive.shaped(2, 3, 5)
                        .average());
    }
}
