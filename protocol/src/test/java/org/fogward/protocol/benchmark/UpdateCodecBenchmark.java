package org.fogward.protocol.benchmark;

import java.util.concurrent.TimeUnit;
import org.fogward.protocol.update.DenseUpdateCodec;
import org.fogward.protocol.update.EncodingOptions;
import org.fogward.protocol.update.FloatFormat;
import org.fogward.protocol.update.UpdateCodec;
import org.fogward.protocol.update.UpdateCodecs;
import org.fogward.protocol.update.UpdateFormatException;
import org.fogward.protocol.update.UpdateShape;
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

/** What a gateway and a fog node do with an update of 2.2 million parameters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class UpdateCodecBenchmark {

    @Param({"sparse", "sparse-golomb", "masked-random", "dense-int8"})
    public String codec = "";

    @Param({"0.01"})
    public double density;

    @Param({"1"})
    public int bits;

    private final UpdateShape shape = LargeUpdate.shape();
    private final float[] update = LargeUpdate.values(shape);
    private final float[] values = new float[update.length];
    private final double[] sum = new double[update.length];
    private UpdateCodec used = new DenseUpdateCodec(FloatFormat.FLOAT32);
    private EncodingOptions options = EncodingOptions.EVERYTHING;
    private byte[] message = {};

    @Setup
    public void encodeOnce() {
        used = UpdateCodecs.named(codec).orElseThrow();
        options = new EncodingOptions(density, bits, 7);
        message = used.encode(update.clone(), shape, options);
    }

    /** Copies what every call changes, too: a twentieth of the time. */
    @Benchmark
    public byte[] encode() {
        System.arraycopy(update, 0, values, 0, update.length);
        return used.encode(values, shape, options);
    }

    @Benchmark
    public double[] add() throws UpdateFormatException {
        used.decode(message, shape, (coordinate, value) -> sum[coordinate] += 0.25 * value);
        return sum;
    }
}
