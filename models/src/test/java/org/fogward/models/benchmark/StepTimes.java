package org.fogward.models.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Our side of the comparison with PyTorch: repeats a step and prints the median wall time and the mean CPU time of all threads,
 * both in milliseconds. {@code pairs.sh} tells the arguments.
 */
public final class StepTimes {

    private static final double NANOS = 1e6;

    private StepTimes() {}

    public static void main(String[] arguments) {
        boolean isMobilenet = arguments[0].equals("mobilenet");
        boolean isTraining = arguments[1].equals("train");
        double width = Double.parseDouble(arguments[2]);
        int pixels = Integer.parseInt(arguments[3]);
        int size = Integer.parseInt(arguments[4]);
        int threads = Integer.parseInt(arguments[5]);
        double warmup = Double.parseDouble(arguments[6]);
        double seconds = Double.parseDouble(arguments[7]);
        try (Workload workload =
                new Workload(isMobilenet ? Workload.mobilenet(width, pixels) : Workload.motion(width), size, threads)) {
            Runnable step = isTraining ? workload::train : workload::predict;
            repeat(step, warmup);
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long before = system.getProcessCpuTime();
            long[] times = repeat(step, seconds);
            double cpu = (system.getProcessCpuTime() - before) / NANOS / times.length;
            Arrays.sort(times);
            System.out.printf(Locale.ROOT, "%.4f %.4f%n", times[times.length / 2] / NANOS, cpu);
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
