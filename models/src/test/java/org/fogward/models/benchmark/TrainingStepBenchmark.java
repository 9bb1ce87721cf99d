package org.fogward.models.benchmark;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Whole training steps: 16 images or 32 windows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
public class TrainingStepBenchmark {

    /** The model: MobileNetV2 at width 0.35 and 96 pixels, or windows of 128 values in 9 channels. */
    @Param({"mobilenet", "motion"})
    public String model = "";

    @Param("1")
    public int threads;

    private Optional<Workload> workload = Optional.empty();

    @Setup
    public void make() {
        workload = Optional.of(
                model.equals("mobilenet")
                        ? new Workload(Workload.mobilenet(0.35, 96), 16, threads)
                        : new Workload(Workload.motion(1), 32, threads));
    }

    @TearDown
    public void close() {
        workload.ifPresent(Workload::close);
    }

    @Benchmark
    public double step() {
        return workload.orElseThrow().train();
    }
}
