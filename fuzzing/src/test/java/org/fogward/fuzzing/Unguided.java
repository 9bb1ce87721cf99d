package org.fogward.fuzzing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives a target inputs made of a corpus without an eye on branches, and so many times faster than a guided search. It holds the target
 * to what Jazzer holds it to: no exception, no memory beyond the bound, no input that takes longer than ten seconds.
 */
final class Unguided {
    private static final int LONGEST = 4096;
    private static final int BEYOND_LONGEST_SEED = 512;
    private static final int BETWEEN_LOOKS = 1024;

    private final FuzzTarget target;
    private final Findings findings;
    private final Duration mostAnInput;
    private final Runnable hanging;

    /**
     * Holds a target to its promises.
     *
     * @param findings where an input goes that breaks one
     * @param mostAnInput how long an input may take
     * @param hanging told, by another thread, that an input takes longer; its input is kept by then
     */
    Unguided(FuzzTarget target, Findings findings, Duration mostAnInput, Runnable hanging) {
        this.target = target;
        this.findings = findings;
        this.mostAnInput = mostAnInput;
        this.hanging = hanging;
    }

    /**
     * Gives inputs until one breaks a promise, there were enough, or the time is over.
     *
     * @return how many there were
     * @throws FoundException with the number of inputs, if one broke a promise
     */
    long run(List<byte[]> corpus, int longest, long seed, long inputs, Duration most)
            throws FoundException, IOException {
        Measured measured = new Measured(target);
        Mutations mutations = new Mutations(corpus, seed);
        long end = System.nanoTime() + most.toNanos();
        try (HangWatch watch = new HangWatch(mostAnInput, input -> {
            findings.keep("timeout", input);
            hanging.run();
        })) {
            for (long done = 0; done < inputs; done++) {
                if (done % BETWEEN_LOOKS == 0 && System.nanoTime() - end > 0) {
                    return done;
                }
                byte[] input = mutations.next();
                if (input.length > longest) {
                    input = Arrays.copyOf(input, longest);
                }
                watch.begins(input);
                try {
                    measured.run(input);
                } catch (Exception | Error e) {
                    throw new FoundException(findings.keep("crash", input), done + 1, e);
                }
            }
            return inputs;
        }
    }

    /**
     * Searches in one process: {@code NAME FOLDER FINDINGS SEED INPUTS SECONDS}, where the folder holds {@code corpus} and {@code
     * seeds}. Ends with 77 for a finding and 70 for an input that takes too long, as Jazzer does.
     */
    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        Path folder = Path.of(arguments[1]);
        List<byte[]> seeds = files(folder.resolve("seeds"));
        List<byte[]> corpus = new ArrayList<>(seeds);
        corpus.addAll(files(folder.resolve("corpus")));
        int longest = seeds.stream().mapToInt(seed -> seed.length).max().orElse(0) + BEYOND_LONGEST_SEED;
        long start = System.nanoTime();
        long done;
        int code = 0;
        try {
            done = new Unguided(
                            Targets.named(name),
                            new Findings(Path.of(arguments[2]), name),
                            Duration.ofSeconds(10),
                            () -> Runtime.getRuntime().halt(70))
                    .run(
                            corpus,
                            Math.max(longest, LONGEST),
                            Long.parseLong(arguments[3]),
                            Long.parseLong(arguments[4]),
                            Duration.ofSeconds(Long.parseLong(arguments[5])));
        } catch (FoundException e) {
            e.printStackTrace();
            done = e.inputs();
            code = 77;
        }
        System.out.printf(
                "Done %d runs in %d second(s)%n",
                done, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        System.exit(code);
    }

    private static List<byte[]> files(Path folder) throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
        return files;
    }
}
