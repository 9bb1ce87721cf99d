package org.fogward.models.benchmark;

import java.util.concurrent.TimeUnit;
import org.fogward.models.kernel.DepthwiseConvolution;
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

/** Depthwise convolutions of one image, as in MobileNetV2 at width 0.35 and 96 pixels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DepthwiseBenchmark {

    /** Rows and columns of the input, channels, stride. */
    @Param({
        "48x48x16x1",
        "48x48x48x2",
        "24x24x48x1",
        "24x24x48x2",
        "12x12x96x1",
        "12x12x96x2",
        "6x6x192x1",
        "6x6x192x2",
        "3x3x336x1"
    })
    public String shape = "";

    @Param({"best", "plain"})
    public String kernels = "";

    private DepthwiseConvolution kernel =
            Numbers.kernels("plain").depthwise(new DepthwiseConvolution.Shape(1, 1, 3, 1, 1));
    private float[] padded = {};
    private float[] paddedGradient = {};
    private float[] weights = {};
    private float[] out = {};
    private float[] weightGradient = {};

    @Setup
    public void make() {
        int[] sizes = Numbers.shape(shape);
        int channels = sizes[2];
        int stride = sizes[3];
        int outHeight = Math.ceilDiv(sizes[0], stride);
        int outWidth = Math.ceilDiv(sizes[1], stride);
        kernel = Numbers.kernels(kernels)
                .depthwise(new DepthwiseConvolution.Shape(channels, stride, sizes[1] + 2, outHeight, outWidth));
        padded = Numbers.normal((sizes[0] + 2) * (sizes[1] + 2) * channels);
        paddedGradient = new float[padded.length];
        weights = Numbers.normal(9 * channels);
        out = Numbers.normal(outHeight * outWidth * channels);
        weightGradient = new float[weights.length];
    }

    @Benchmark
    public float[] forward() {
        kernel.forward(padded, weights, 0, out, 0);
        return out;
    }

    @Benchmark
    public float[] backward() {
        kernel.backward(padded, paddedGradient, weights, 0, out, weightGradient);
        return weightGradient;
    }
}
