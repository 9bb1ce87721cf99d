package org.fogward.models.benchmark;

import java.util.concurrent.TimeUnit;
import org.fogward.models.kernel.PointwiseConvolution;
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

/** Pointwise convolutions of one image, as in MobileNetV2 at width 0.35 and 96 pixels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {

    /** Rows, in channels, out channels: the stem, expansions and projections from the front to the end, the last layer. */
    @Param({
        "2304x27x16",
        "2304x16x8",
        "2304x8x48",
        "576x48x8",
        "144x96x16",
        "36x24x144",
        "36x192x32",
        "9x56x336",
        "9x336x112",
        "9x112x1280"
    })
    public String shape = "";

    @Param({"best", "plain"})
    public String kernels = "";

    private PointwiseConvolution kernel = Numbers.kernels("plain").pointwise(1, 1);
    private float[] in = {};
    private float[] weights = {};
    private float[] out = {};
    private float[] gradient = {};
    private int rows;

    @Setup
    public void make() {
        int[] sizes = Numbers.shape(shape);
        rows = sizes[0];
        kernel = Numbers.kernels(kernels).pointwise(sizes[1], sizes[2]);
        in = Numbers.normal(rows * sizes[1]);
        weights = Numbers.normal(sizes[1] * sizes[2]);
        out = Numbers.normal(rows * sizes[2]);
        gradient = new float[weights.length];
    }

    @Benchmark
    public float[] forward() {
        kernel.forward(in, 0, weights, 0, out, 0, rows);
        return out;
    }

    @Benchmark
    public float[] addWeightGradient() {
        kernel.addWeightGradient(in, 0, out, 0, gradient, 0, rows);
        return gradient;
    }
}
