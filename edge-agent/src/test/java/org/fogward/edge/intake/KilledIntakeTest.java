package org.fogward.edge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.elements.exception.ConnectorException;
import org.fogward.edge.Waiting;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledIntakeTest {
    private static final int BEFORE_THE_KILL = 200;

    @TempDir
    Path directory;

    @Test
    void has_every_sample_that_it_acknowledged_after_kill_9() throws Exception {
        Path file = directory.resolve("gateway.db");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IntakeProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Integer> acknowledged;
        try (BufferedReader out = process.inputReader();
                ExecutorService devices = Executors.newSingleThreadExecutor()) {
            URI uri = URI.create(out.readLine());
            AtomicInteger progress = new AtomicInteger();
            Future<List<Integer>> sending = devices.submit(() -> send(uri, progress));
            Waiting.until(() -> progress.get() >= BEFORE_THE_KILL || sending.isDone());
            process.destroyForcibly().waitFor();
            acknowledged = sending.get();
        } finally {
            process.destroyForcibly();
        }

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
        try (GatewayDatabase database = GatewayDatabase.open(file);
                SampleStore store = IntakeProcess.open(database)) {
            Set<Integer> stored = store.samples().stream()
                    .map(sample -> (int) sample.values()[0])
                    .collect(Collectors.toSet());
            assertThat(stored).containsAll(acknowledged);
            assertThat(store.totals().samples()).isEqualTo(stored.size());
        }
    }

    /** Sends until there is no answer any more. */
    private static List<Integer> send(URI uri, AtomicInteger progress) throws Exception {
        List<Integer> acknowledged = new ArrayList<>();
        try (TestDevice device = new TestDevice(uri, IntakeProcess.DEVICE.identity(), IntakeProcess.DEVICE.key())) {
            while (true) {
                int next = acknowledged.size();
                byte[] window = Packs.window("walk", "p")
                        .with("c0", Packs.packed(next, 0, 0, 0))
                        .cbor();
                device.giveUpAfterSeconds(next == 0 ? 60 : 5);
                if (device.signals(window).code() == ResponseCode.CREATED) {
                    acknowledged.add(next);
                    progress.incrementAndGet();
                }
            }
        } catch (IOException | ConnectorException gone) {
            return acknowledged;
        }
    }
}
