package org.fogward.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.device.DeviceSecret;
import org.fogward.edge.device.GatewayDevices;
import org.fogward.edge.intake.IntakeCounters;
import org.fogward.edge.intake.IntakeServer;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.GeneratedData;
import org.fogward.models.data.Sample;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.sim.device.CertificateFolder;
import org.fogward.sim.device.DeviceCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code sim devices} against a gateway's real door. */
class DevicesCommandTest {
    private static final Dataset FORMAT = GeneratedData.wearable(1, 2, 60);

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();
    private final List<AutoCloseable> open = new ArrayList<>();
    private GatewayDevices devices;
    private SampleStore store;
    private IntakeServer server;

    @BeforeEach
    void serve() throws IOException {
        GatewayDatabase database = GatewayDatabase.open(folder.resolve("gateway.db"));
        open.add(database);
        SampleKeys keys = new SampleKeys(new byte[32], new SecureRandom());
        SampleProfile profile =
                new SampleProfile(FORMAT.modality(), FORMAT.shape(), FORMAT.features(), FORMAT.classes());
        store = SampleStore.open(database, keys, profile, StoreBounds.DEFAULT, Clock.systemUTC());
        open.add(store);
        devices = GatewayDevices.open(
                database, keys, new GatewayId("clinic-a"), List.of(), () -> server.uri(), Clock.systemUTC());
        server = new IntakeServer(
                new CoapDoor("127.0.0.1", 0, List.of()),
                profile,
                store,
                new IntakeCounters(),
                devices,
                Clock.systemUTC());
        open.add(server);
        server.start();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void enrols_once_by_a_link_and_goes_on_by_what_it_kept() throws Exception {
        Path keep = folder.resolve("watch");
        DeviceSecret invitation = devices.register().invite("watch");

        assertThat(run("--code", invitation.uri().toString(), "--keep", keep.toString()))
                .isZero();
        assertThat(run("--gateway", server.uri().toString(), "--keep", keep.toString()))
                .isZero();

        assertThat(store.samples()).hasSize(FORMAT.samples().size());
        assertThat(store.samples()).extracting(Sample::source).containsOnly("watch");
        assertThat(Files.getPosixFilePermissions(keep.resolve("device.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void enrols_by_a_typed_code_and_takes_a_key_from_a_link() throws Exception {
        String typed =
                devices.register().invite("watch").secret().replace("-", "").toLowerCase(java.util.Locale.ROOT);
        String gateway = server.uri().toString();

        assertThat(run("--gateway", gateway, "--identity", "watch", "--code", typed))
                .isZero();
        assertThat(run("--code", devices.register().addKey("band").uri().toString()))
                .isZero();

        assertThat(store.samples()).hasSize(FORMAT.samples().size());
    }

    @Test
    void says_what_is_missing_and_never_the_code() {
        String code = devices.register().invite("watch").secret();

        assertThat(run("--code", code)).isEqualTo(2);
        assertThat(run("--gateway", "coaps://127.0.0.1:1", "--code", code)).isEqualTo(2);
        assertThat(run("--gateway", "coaps://127.0.0.1:1")).isEqualTo(2);
        assertThat(run("--gateway", "coaps://127.0.0.1:1", "--code", code, "--key", "0123456789abcdef"))
                .isEqualTo(2);

        assertThat(errors.toString())
                .contains("--gateway URI", "--identity NAME", "--key or --code", "only one of them")
                .doesNotContain(code);
    }

    @Test
    void another_file_is_no_devices_certificate() throws Exception {
        Path keep = folder.resolve("watch");
        DeviceSecret invitation = devices.register().invite("watch");
        run("--code", invitation.uri().toString(), "--keep", keep.toString());
        CertificateFolder kept = new CertificateFolder(keep);
        DeviceCertificate good = kept.read().orElseThrow();
        byte[] content = Files.readAllBytes(keep.resolve("device.pem"));
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] changed = java.util.Arrays.copyOf(content, random.nextInt(content.length));
            if (changed.length > 0) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(128);
            }
            Files.write(keep.resolve("device.pem"), changed);
            try {
                kept.read();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("device.pem: not a device's key and certificates");
                refused++;
            }
        }
        // What is left over was changed where only a signature tells.
        assertThat(refused).isGreaterThan(450);

        kept.keep(good);
        assertThat(kept.read().orElseThrow().certificate()).isEqualTo(good.certificate());
        assertThat(good.toString()).isEqualTo("watch");
        assertThat(new String(content, StandardCharsets.US_ASCII)).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "sim";
        all[1] = "devices";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(errors, true));
        line.setOut(new PrintWriter(new StringWriter()));
        return line.execute(all);
    }
}
