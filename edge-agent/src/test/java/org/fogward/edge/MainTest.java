package org.fogward.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.history.HistoryWatch;
import org.fogward.edge.history.KnownHeads;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreOutcome;
import org.fogward.models.data.Sample;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.v1.Anchored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tells_what_is_known_of_the_ledger_and_forgets_it_when_asked_to() throws Exception {
        Path config = config();
        assertThat(run("history", "--config", config.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the gateway has not run yet");

        Files.createDirectories(directory.resolve("state"));
        try (GatewayDatabase database = GatewayDatabase.open(directory.resolve("state/gateway.db"))) {
            HistoryWatch watch = new HistoryWatch(new KnownHeads(database));
            watch.accepts(1, shown(4, 'a'));
            watch.accepts(1, shown(4, 'b'));
        }
        assertThat(run("history", "--config", config.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("newest known block: 4, ").contains("alarm: the receipt of round 1 ");

        assertThat(run("history", "--config", config.toString(), "--accept-new"))
                .isZero();
        assertThat(run("history", "--config", config.toString())).isZero();
        assertThat(out.toString()).endsWith("no block is known yet" + System.lineSeparator());
    }

    @Test
    void forgets_a_patient() throws Exception {
        Path config = config();
        assertThat(run("forget", "4711", "--config", config.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("the gateway has not run yet");
        EdgeConfig read = EdgeConfig.read(config);
        SampleKeys keys =
                new SampleKeys(GatewayIdentity.open(read.stateDirectory()).sampleSecret(), new SecureRandom());
        try (GatewayDatabase database = GatewayDatabase.open(directory.resolve("state/gateway.db"));
                SampleStore store = SampleStore.open(database, keys, read.intake(), read.store(), Clock.systemUTC())) {
            Sample sample = new Sample(new float[128 * 9], new float[0], 1, "4711", "wrist-1");
            assertThat(store.add(sample, new byte[] {1}).join()).isEqualTo(StoreOutcome.STORED);

            assertThat(run("forget", "4711", "--config", config.toString())).isZero();

            assertThat(out.toString().strip()).isEqualTo("forgotten, with 1 sample; no more are taken");
            assertThat(store.samples()).isEmpty();
            assertThat(store.add(sample, new byte[] {2}).join()).isEqualTo(StoreOutcome.FORGOTTEN);
        }
    }

    private static Anchored shown(long block, char hash) {
        return Anchored.newBuilder()
                .setBlock(block)
                .setHeadHash(ByteString.copyFromUtf8(String.valueOf(hash).repeat(32)))
                .build();
    }

    @Test
    void says_in_one_line_what_is_wrong_with_a_configuration() throws Exception {
        Path config = config();
        Files.writeString(config, Files.readString(config).replace("gateway:", "gatway:"));

        assertThat(run("--config", config.toString())).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(1).allMatch(line -> line.contains("gatway: unknown field"));
    }

    @Test
    void ends_with_2_when_it_is_called_wrongly() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--confg", "x")).isEqualTo(2);
    }

    @Test
    void runs_until_it_is_told_to_stop_and_then_closes_cleanly() throws Exception {
        Path config = config();
        EnrolledState.in(
                directory.resolve("state"),
                new TestCa("ward"),
                new GatewayId("clinic-a"),
                URI.create("ssl://localhost:1"),
                URI.create("https://localhost:1"),
                SigningKey.generate(new SecureRandom()).verificationKey());
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlogback.configurationFile=logback-info.xml",
                        Main.class.getName(),
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.contains("takes samples at coaps://127.0.0.1:")) {
                    process.toHandle().destroy();
                }
            }
        } finally {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(lines).anyMatch(line -> line.endsWith("Gateway clinic-a stopped"));
    }

    private Path config() throws Exception {
        Path file = directory.resolve("edge.yaml");
        Files.writeString(file, """
                federation: ward
                gateway: clinic-a
                stateDirectory: state
                coap:
                  host: 127.0.0.1
                  port: 0
                  devices: []
                intake:
                  modality: motion
                  shape: {height: 1, width: 128, channels: 9}
                  classes: [rest, walk]
                """);
        return file;
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
