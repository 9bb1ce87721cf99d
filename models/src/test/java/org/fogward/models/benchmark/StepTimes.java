package org.fogward.models.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.fogward.models.architecture.Architecture;
import org.fogward.models.spec.ModelSpec;

/**
 * Our side of the comparison with PyTorch: repeats a step and prints the median wall time and the mean CPU time of all threads,
 * both in milliseconds, and the most memory that the process held, in megabytes. {@code pairs.sh} tells the arguments.
 */
public final class StepTimes {

    private static final double NANOS = 1e6;
    private static final double KILOBYTES = 1024;
    private static final int TRAINED_BLOCKS = 5;

    private StepTimes() {}

    public static void main(String[] arguments) {
        double width = Double.parseDouble(arguments[2]);
        int pixels = Integer.parseInt(arguments[3]);
        int size = Integer.parseInt(arguments[4]);
        int threads = Integer.parseInt(arguments[5]);
        ModelSpec spec = arguments[0].equals("mobilenet") ? Workload.mobilenet(width, pixels) : Workload.motion(width);
        double warmup = Double.parseDouble(arguments[6]);
        double seconds = Double.parseDouble(arguments[7]);
        if (arguments[1].equals("stock")) {
            try (StockWorkload stock = new StockWorkload(spec, size)) {
                measure(stock::train, warmup, seconds);
            }
            return;
        }
        int frozenBlocks = arguments[1].equals("frozen") ? Architecture.of(spec).blocks() - TRAINED_BLOCKS : 0;
        ModelSpec measured = arguments[1].equals("pruned") ? Workload.pruned(spec) : spec;
        try (Workload workload = new Workload(measured, size, threads, frozenBlocks)) {
            Runnable step =
                    switch (arguments[1]) {
                        case "train", "frozen", "pruned" -> workload::train;
                        case "statistics" -> workload::trainOnStatistics;
                        case "clipped" -> workload::trainClipped;
                        case "predict" -> workload::predict;
                        default -> throw new IllegalArgumentException("no task " + arguments[1]);
                    };
            measure(step, warmup, seconds);
        }
    }

    private static void measure(Runnable step, double warmup, double seconds) {
        repeat(step, warmup);
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = system.getProcessCpuTime();
        long[] times = repeat(step, seconds);
        double cpu = (system.getProcessCpuTime() - before) / NANOS / times.length;
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%.4f %.4f %.0f%n", times[times.length / 2] / NANOS, cpu, peakMegabytes());
    }

    /** The most memory that the process held at once, after Linux. */
    private static double peakMegabytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KILOBYTES)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static long[] repeat(Runnable step, double seconds) {
        LongStream.Builder times = LongStream.builder();
        long start = System.nanoTime();
        long last = start;
        while (last - start < seconds * 1e9) {
            step.run();
            long now = System.nanoTime();
            times.add(now - last);
            last = now;
        }
        return times.build().toArray();
    }
}
