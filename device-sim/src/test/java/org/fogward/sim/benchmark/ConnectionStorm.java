package org.fogward.sim.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.fogward.edge.enrol.GatewayEnrolment;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.tls.GatewayTls;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.GatewayId;

/**
 * How many gateways one fog node takes, and how soon they are back after it was killed: enrols {@code GATEWAYS} by codes, has each connect with
 * its certificate, kills the fog node, starts it again and waits until all are back. Prints the fog node's memory and the times.
 *
 * <p>{@code ConnectionStorm DIR GATEWAYS [HEAP]}; the fog node is a process of its own with {@code -Xmx HEAP} (768m).
 */
final class ConnectionStorm {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Path folder;
    private final int gateways;
    private final String heap;
    private final int mqtt = freePort();
    private final int https = freePort();
    private final AtomicInteger connected = new AtomicInteger();

    private ConnectionStorm(Path folder, int gateways, String heap) throws IOException {
        this.folder = folder;
        this.gateways = gateways;
        this.heap = heap;
    }

    public static void main(String... arguments) throws Exception {
        new ConnectionStorm(
                        Files.createDirectories(Path.of(arguments[0])),
                        Integer.parseInt(arguments[1]),
                        arguments.length > 2 ? arguments[2] : "768m")
                .run();
    }

    private void run() throws Exception {
        Process first = start();
        try {
            long begun = System.nanoTime();
            List<SSLContext> contexts = enrol();
            System.out.printf("%d gateways enrolled in %.1f s%n", gateways, seconds(begun));
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                begun = System.nanoTime();
                for (int i = 0; i < gateways; i++) {
                    clients.submit(new StormClient("clinic-" + i, mqtt, contexts.get(i), connected));
                }
                await(gateways);
                System.out.printf("all connected after %.1f s; fog node: %s%n", seconds(begun), memory(first));
                first.destroyForcibly().waitFor();
                await(0);
                begun = System.nanoTime();
                Process second = start();
                double opened = seconds(begun);
                try {
                    await(gateways);
                    System.out.printf(
                            "all back %.1f s after it was started again, of which it took %.1f s to open its doors; fog node: %s%n",
                            seconds(begun), opened, memory(second));
                } finally {
                    clients.shutdownNow();
                    second.destroyForcibly().waitFor();
                }
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException, InterruptedException {
        Path log = folder.resolve("fog.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StormFog.class.getName(),
                        folder.resolve("state").toString(),
                        String.valueOf(mqtt),
                        String.valueOf(https),
                        String.valueOf(gateways))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long until = System.nanoTime() + LONG.toNanos();
        while (!Files.readString(log).contains("open https://")) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IOException("the fog node does not start: " + Files.readString(log));
            }
            Thread.sleep(20);
        }
        return process;
    }

    private List<SSLContext> enrol() throws Exception {
        List<String> codes = Files.readAllLines(folder.resolve("state").resolve(StormFog.CODES));
        List<Future<SSLContext>> contexts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < gateways; i++) {
                GatewayId id = new GatewayId("clinic-" + i);
                InvitationCode code = InvitationCode.parse(codes.get(i));
                contexts.add(threads.submit(() -> enrol(id, code)));
            }
        }
        List<SSLContext> made = new ArrayList<>();
        for (Future<SSLContext> each : contexts) {
            made.add(each.get());
        }
        return made;
    }

    private SSLContext enrol(GatewayId id, InvitationCode code) throws Exception {
        GatewayIdentity identity =
                GatewayIdentity.open(folder.resolve("gateways").resolve(id.value()));
        Enrolment enrolment = new GatewayEnrolment(StormFog.FEDERATION, id, identity.vault(), Clock.systemUTC())
                .enrol(URI.create("https://localhost:" + https), code);
        return GatewayTls.following(() -> enrolment);
    }

    private void await(int wanted) throws IOException, InterruptedException {
        long until = System.nanoTime() + LONG.toNanos();
        while (connected.get() != wanted) {
            if (System.nanoTime() > until) {
                throw new IOException(connected.get() + " of " + wanted + " after " + LONG);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static String memory(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                .map(line -> line.replaceAll("\\s+", " "))
                .reduce((one, other) -> one + ", " + other)
                .orElse("unknown");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
