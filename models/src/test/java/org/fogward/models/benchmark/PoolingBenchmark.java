package org.fogward.models.benchmark;

import java.util.concurrent.TimeUnit;
import org.fogward.models.kernel.MaximumPooling;
import org.fogward.models.kernel.MaximumPooling.Window;
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

/** Pooling of 1024 windows: pairs in time, as in the wearable networks, and squares, as in the compact one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PoolingBenchmark {

    private static final int WINDOWS = 1024;

    /** Height and width of a window, channels. */
    @Param({"1x2x32", "1x2x64", "2x2x16"})
    public String shape = "";

    @Param({"best", "plain"})
    public String kernels = "";

    private MaximumPooling kernel = Numbers.kernels("plain").pooling(1);
    private float[] in = {};
    private float[] out = {};
    private int[] winners = {};
    private int height;
    private int width;
    private int channels;

    @Setup
    public void make() {
        int[] sizes = Numbers.shape(shape);
        height = sizes[0];
        width = sizes[1];
        channels = sizes[2];
        kernel = Numbers.kernels(kernels).pooling(channels);
        in = Numbers.normal(WINDOWS * height * width * channels);
        out = new float[WINDOWS * channels];
        winners = new int[WINDOWS * channels];
    }

    @Benchmark
    public float[] forward() {
        int rowStride = WINDOWS * width * channels;
        for (int i = 0; i < WINDOWS; i++) {
            Window window = new Window(i * width * channels, height, width, rowStride);
            kernel.forward(in, window, out, winners, i * channels);
        }
        return out;
    }
}
