package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.audit.Audit;
import org.fogward.fog.audit.ChainCheck;
import org.fogward.fog.audit.StateHistory;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.fog.round.Database;
import org.fogward.protocol.identity.VerificationKey;
import org.fogward.protocol.v1.RoundAnnouncement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fog node as a process of its own, started with the command, killed in mid-round and started again. */
class KilledProcessTest {

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();
    private final TestGateway first = new TestGateway("first");
    private final TestGateway second = new TestGateway("second");

    @AfterEach
    void stop() throws Exception {
        first.close();
        second.close();
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void completes_the_round_and_counts_every_acknowledged_update_once() throws Exception {
        writeConfig();
        Running killed = run();
        first.connect(killed.mqtt, killed.key);
        RoundAnnouncement one = first.awaitOpen(1);
        byte[] acknowledged = first.sendUpdate(one, 1, 1);
        assertThat(first.awaitReceipt(acknowledged).hasStored()).isTrue();
        killed.process.destroyForcibly().waitFor();
        first.close();

        Running again = run();
        assertThat(again.key).isEqualTo(killed.key);
        first.connect(again.mqtt, again.key);
        second.connect(again.mqtt, again.key);
        assertThat(withoutTask(second.awaitOpen(1))).isEqualTo(withoutTask(one));
        first.send(acknowledged);
        assertThat(first.awaitReceipt(acknowledged).hasStored()).isTrue();
        byte[] other = second.sendUpdate(one, 0.5f, 1);
        assertThat(second.awaitAnchored(other).getAnchored().getTreeSize()).isEqualTo(2);
        second.awaitOpen(2);
        again.process.destroy();
        assertThat(again.process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        Path state = folder.resolve("state");
        var report = new Audit(
                        StateHistory.read(state.resolve(Database.FILE)),
                        new FileBlobStore(state.resolve("blobs")),
                        ChainCheck.of(state.resolve("ledger")))
                .run();
        assertThat(report.findings()).isEmpty();
        assertThat(report.recomputed()).isEqualTo(1);
    }

    /** Who comes after a task was said is told its digest. */
    private static RoundAnnouncement withoutTask(RoundAnnouncement round) {
        return round.toBuilder().clearTask().clearPlanDigest().build();
    }

    private void writeConfig() throws Exception {
        Files.writeString(folder.resolve("plan.yaml"), Federations.plan(2, 2).canonical());
        Files.writeString(folder.resolve("fog.yaml"), """
                federation: test
                stateDirectory: state
                mqtt: {host: 127.0.0.1, port: 0}
                http: {host: 127.0.0.1, port: 0}
                plan: plan.yaml
                """);
        first.enrol(folder.resolve("state"));
        second.enrol(folder.resolve("state"));
    }

    private Running run() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "fog",
                        "--config",
                        folder.resolve("fog.yaml").toString())
                .redirectErrorStream(true)
                .start();
        processes.add(process);
        BufferedReader lines = process.inputReader();
        URI mqtt = URI.create(after(lines, "mqtt:"));
        VerificationKey key = VerificationKey.parse(after(lines, "key:"));
        Thread.ofVirtual().start(() -> lines.lines().forEach(line -> {}));
        return new Running(process, mqtt, key);
    }

    private static String after(BufferedReader lines, String label) throws Exception {
        StringBuilder seen = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(label)) {
                return line.substring(label.length()).strip();
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("the process ended:\n" + seen);
    }

    private record Running(Process process, URI mqtt, VerificationKey key) {}
}
