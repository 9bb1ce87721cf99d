package org.fogward.models.benchmark;

import java.util.concurrent.TimeUnit;
import org.fogward.models.kernel.ChannelNormalization;
import org.fogward.models.kernel.ChannelNormalization.Affine;
import org.fogward.models.kernel.ChannelNormalization.Combination;
import org.fogward.models.kernel.Rectification;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Normalisation of one image, as in MobileNetV2 at width 0.35 and 96 pixels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NormalizationBenchmark {

    /** Rows and channels. */
    @Param({"2304x16", "2304x48", "576x48", "144x96", "36x192", "9x336", "9x1280"})
    public String shape = "";

    @Param({"best", "plain"})
    public String kernels = "";

    private ChannelNormalization kernel = Numbers.kernels("plain").normalization(1);
    private Affine affine = new Affine(new float[0], new float[0]);
    private Combination combination = new Combination(new float[0], new float[0], new float[0]);
    private float[] values = {};
    private float[] gradient = {};
    private float[] out = {};
    private float[] sums = {};
    private float[] products = {};
    private int rows;

    @Setup
    public void make() {
        int[] sizes = Numbers.shape(shape);
        rows = sizes[0];
        int channels = sizes[1];
        kernel = Numbers.kernels(kernels).normalization(channels);
        affine = new Affine(Numbers.normal(channels), Numbers.normal(channels));
        combination = new Combination(Numbers.normal(channels), Numbers.normal(channels), Numbers.normal(channels));
        values = Numbers.normal(rows * channels);
        gradient = Numbers.normal(rows * channels);
        out = new float[rows * channels];
        sums = new float[channels];
        products = new float[channels];
    }

    @Benchmark
    public float[] addMoments() {
        kernel.addMoments(values, 0, rows, sums, products);
        return sums;
    }

    @Benchmark
    public float[] apply() {
        kernel.apply(values, 0, out, 0, rows, affine, Rectification.RELU6);
        return out;
    }

    @Benchmark
    public float[] applyAndAdd() {
        kernel.applyAndAdd(values, 0, gradient, 0, out, 0, rows, affine);
        return out;
    }

    @Benchmark
    public float[] rectifyGradient() {
        kernel.rectifyGradient(gradient, 0, values, 0, out, 0, rows, affine, Rectification.RELU6, sums, products);
        return out;
    }

    @Benchmark
    public float[] combine() {
        kernel.combine(gradient, 0, values, 0, out, 0, rows, combination);
        return out;
    }
}
