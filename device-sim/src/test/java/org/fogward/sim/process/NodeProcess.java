package org.fogward.sim.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A node that runs in a process of its own, started like the launcher does it. */
final class NodeProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;

    private NodeProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static NodeProcess start(Class<?> main, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfogward.log=INFO",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new NodeProcess(process, log);
    }

    /** Waits for a line that starts with, or contains, a text; returns what follows the text. */
    String await(String text) throws InterruptedException {
        return Waiting.until(PATIENCE, "'" + text + "' in " + log, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the process ended with " + process.exitValue() + ": " + output());
            }
            return output().lines()
                    .filter(line -> line.contains(text))
                    .findFirst()
                    .map(line ->
                            line.substring(line.indexOf(text) + text.length()).strip());
        });
    }

    /** SIGKILL: nothing is flushed, nobody is told. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and the end. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the process does not end: " + output());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A condition that somebody else makes true. */
    static final class Waiting {
        private Waiting() {}

        static <T> T until(Duration patience, String what, Check<Optional<T>> check) throws InterruptedException {
            long giveUp = System.nanoTime() + patience.toNanos();
            while (System.nanoTime() < giveUp) {
                Optional<T> found = check.look();
                if (found.isPresent()) {
                    return found.get();
                }
                Thread.sleep(20);
            }
            throw new AssertionError("waited in vain for " + what);
        }

        interface Check<T> {
            T look();
        }
    }
}
