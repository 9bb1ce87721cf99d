package org.fogward.edge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.fogward.edge.Waiting;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.DeviceCredential;
import org.fogward.edge.device.DeviceRegister;
import org.fogward.edge.device.GatewayDevices;
import org.fogward.edge.device.KnownDevice;
import org.fogward.edge.device.KnownDevice.Proof;
import org.fogward.edge.enrol.SetClock;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Modality;
import org.fogward.models.data.SampleShape;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices at a gateway's door: who gets in, by what, and until when. */
class DeviceDoorTest {
    private static final SampleProfile STEPS =
            new SampleProfile(Modality.MOTION, new SampleShape(1, 4, 1), List.of(), List.of("rest", "walk"));
    private static final DeviceCredential CONFIGURED = new DeviceCredential("wrist-1", "0123456789abcdef");
    private static final String SEN = ".well-known/est/sen";
    private static final String SREN = ".well-known/est/sren";

    @TempDir
    Path directory;

    private final SetClock clock = new SetClock();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Gateway gateway;
    private int windows;

    @BeforeEach
    void open() throws Exception {
        gateway = new Gateway(directory.resolve("a.db"), "clinic-a", 0);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable it : open.reversed()) {
            it.close();
        }
    }

    @Test
    void a_device_enrols_by_a_code_and_delivers_by_its_certificate() throws Exception {
        String code = gateway.register().invite("wrist-2").secret();

        TestEnrolment enrolled = TestEnrolment.by(gateway.uri(), "wrist-2", code);
        TestDevice device = device(enrolled);

        assertThat(device.signals(window()).code()).isEqualTo(ResponseCode.CREATED);
        assertThat(gateway.store.samples().getFirst().source()).isEqualTo("wrist-2");
        assertThat(enrolled.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=wrist-2");
        assertThat(enrolled.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(enrolled.certificate().getEncoded().length).isLessThan(500);
        assertThat(known("wrist-2").proof()).isEqualTo(Proof.CERTIFICATE);
        Waiting.until(() -> known("wrist-2").seen().isPresent());
    }

    @Test
    void a_key_that_the_register_made_and_one_of_the_configuration_are_good() throws Exception {
        String key = gateway.register().addKey("wrist-3").secret();

        assertThat(device("wrist-3", key).signals(window()).code()).isEqualTo(ResponseCode.CREATED);
        assertThat(device(CONFIGURED.identity(), CONFIGURED.key())
                        .signals(window())
                        .code())
                .isEqualTo(ResponseCode.CREATED);

        assertThat(gateway.register().devices())
                .extracting(KnownDevice::name, KnownDevice::proof)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("wrist-1", Proof.CONFIGURED_KEY),
                        org.assertj.core.groups.Tuple.tuple("wrist-3", Proof.KEY));
        assertThat(key.length()).isGreaterThan(30);
    }

    @Test
    void a_code_is_good_once() throws Exception {
        String code = gateway.register().invite("wrist-2").secret();
        TestEnrolment.by(gateway.uri(), "wrist-2", code);

        assertThatThrownBy(() -> TestEnrolment.by(gateway.uri(), "wrist-2", code))
                .hasStackTraceContaining("DECRYPT_ERROR");

        assertThat(gateway.counters.refused()).containsEntry(RefusalCause.DEVICE_REMOVED, 1L);
    }

    @Test
    void a_code_is_good_for_fifteen_minutes() throws Exception {
        String code = gateway.register().invite("wrist-2").secret();
        clock.advance(Duration.ofMinutes(15));

        assertThatThrownBy(() -> TestEnrolment.by(gateway.uri(), "wrist-2", code))
                .hasStackTraceContaining("DECRYPT_ERROR");

        assertThat(gateway.counters.refused()).containsEntry(RefusalCause.DEVICE_EXPIRED, 1L);
    }

    @Test
    void a_code_is_good_for_its_own_name_only() throws Exception {
        String code = gateway.register().invite("wrist-2").secret();
        gateway.register().invite("wrist-4");

        assertThatThrownBy(() -> TestEnrolment.by(gateway.uri(), "wrist-4", code))
                .hasStackTraceContaining("DECRYPT_ERROR");
        try (TestDevice guest = new TestDevice(gateway.uri(), "enrol:wrist-2", code)) {
            CoapResponse answer = guest.send(SEN, TestEnrolment.request("wrist-4", TestEnrolment.newKey()), 286);
            assertThat(answer.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
            assertThat(answer.getResponseText()).isEqualTo("subject: CN=wrist-2 expected, and nothing else");
        }

        TestEnrolment.by(gateway.uri(), "wrist-2", code);
    }

    @Test
    void five_wrong_codes_end_an_invitation() throws Exception {
        String code = gateway.register().invite("wrist-2").secret();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> TestEnrolment.by(gateway.uri(), "wrist-2", "0000-0000-0000-0000"))
                    .hasStackTraceContaining("DECRYPT_ERROR");
        }
        Waiting.until(() -> gateway.register().devices().size() == 1);

        assertThatThrownBy(() -> TestEnrolment.by(gateway.uri(), "wrist-2", code))
                .hasStackTraceContaining("DECRYPT_ERROR");

        assertThat(gateway.counters.refused()).containsEntry(RefusalCause.DEVICE_KEY, 5L);
    }

    @Test
    void an_address_that_guesses_too_often_has_to_wait() throws Exception {
        for (int i = 0; i < 10; i++) {
            String name = "guessed-" + i;
            gateway.register().invite(name);
            assertThatThrownBy(() -> TestEnrolment.by(gateway.uri(), name, "0000-0000-0000-0000"))
                    .hasStackTraceContaining("DECRYPT_ERROR");
        }
        String code = gateway.register().invite("wrist-2").secret();

        assertThatThrownBy(() -> TestEnrolment.by(gateway.uri(), "wrist-2", code))
                .hasStackTraceContaining("DECRYPT_ERROR");
        assertThat(gateway.counters.refused()).containsEntry(RefusalCause.DEVICE_GUESSES, 1L);

        clock.advance(Duration.ofMinutes(2));
        TestEnrolment.by(gateway.uri(), "wrist-2", code);
    }

    @Test
    void an_invited_device_gets_to_no_other_door() throws Exception {
        String code = gateway.register().invite("wrist-2").secret();
        try (TestDevice guest = new TestDevice(gateway.uri(), "enrol:wrist-2", code)) {
            assertThat(guest.signals(window()).code()).isEqualTo(ResponseCode.FORBIDDEN);
            assertThat(guest.get(".well-known/core").getCode()).isEqualTo(ResponseCode.FORBIDDEN);
            assertThat(guest.send(SREN, TestEnrolment.request("wrist-2", TestEnrolment.newKey()), 286)
                            .getCode())
                    .isEqualTo(ResponseCode.FORBIDDEN);
        }
        try (TestDevice configured = new TestDevice(gateway.uri(), CONFIGURED.identity(), CONFIGURED.key())) {
            assertThat(configured
                            .send(SEN, TestEnrolment.request("wrist-1", TestEnrolment.newKey()), 286)
                            .getCode())
                    .isEqualTo(ResponseCode.FORBIDDEN);
        }

        assertThat(gateway.store.samples()).isEmpty();
    }

    @Test
    void a_bad_request_for_a_certificate_names_the_field_and_leaves_the_code_good() throws Exception {
        String code = gateway.register().invite("wrist-2").secret();
        KeyPair keys = TestEnrolment.newKey();
        byte[] good = TestEnrolment.request("wrist-2", keys);
        byte[] unsigned = good.clone();
        unsigned[unsigned.length - 4] ^= 1;
        try (TestDevice guest = new TestDevice(gateway.uri(), "enrol:wrist-2", code)) {
            assertThat(guest.send(SEN, unsigned, 286).getResponseText()).startsWith("signature:");
            assertThat(guest.send(SEN, Arrays.copyOf(good, 40), 286).getResponseText())
                    .startsWith("request:");
            assertThat(guest.send(SEN, new byte[1025], 286).getResponseText()).startsWith("request: longer");
            assertThat(guest.send(SEN, good, 40).getCode()).isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
        }

        TestEnrolment.by(gateway.uri(), "wrist-2", code);
    }

    @Test
    void no_bytes_but_a_request_get_a_certificate_and_none_cost_the_code() throws Exception {
        String code = gateway.register().invite("wrist-2").secret();
        Random random = new Random(23);
        byte[] good = TestEnrolment.request("wrist-2", TestEnrolment.newKey());
        try (TestDevice guest = new TestDevice(gateway.uri(), "enrol:wrist-2", code)) {
            for (int i = 0; i < 300; i++) {
                byte[] bytes = good.clone();
                for (int changes = random.nextInt(3); changes >= 0; changes--) {
                    int at = random.nextInt(bytes.length);
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                }
                byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
                if (Arrays.equals(cut, good)) {
                    continue;
                }
                CoapResponse answer = guest.send(SEN, cut, 286);
                assertThat(answer.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
                assertThat(answer.getResponseText()).matches("(request|subject|key|signature): .*");
            }
        }

        TestEnrolment.by(gateway.uri(), "wrist-2", code);
    }

    @Test
    void another_gateways_device_is_refused() throws Exception {
        Gateway other = new Gateway(directory.resolve("b.db"), "clinic-a", 0);
        TestEnrolment foreign = TestEnrolment.by(
                other.uri(), "wrist-2", other.register().invite("wrist-2").secret());
        TestEnrolment own = enrol("wrist-2");
        TestEnrolment mixed = new TestEnrolment(foreign.keys(), foreign.certificate(), own.authority());

        assertThatThrownBy(() -> device(mixed).signals(window())).hasStackTraceContaining("UNKNOWN_CA");
        assertThatThrownBy(() -> device(foreign).signals(window())).isInstanceOf(Exception.class);

        assertThat(gateway.counters.refused()).containsEntry(RefusalCause.DEVICE_FOREIGN, 1L);
        assertThat(gateway.store.samples()).isEmpty();
    }

    @Test
    void a_removed_device_is_cut_off_and_may_come_back() throws Exception {
        TestEnrolment enrolled = enrol("wrist-2");
        TestDevice device = device(enrolled);
        TestDevice keyed =
                device("wrist-3", gateway.register().addKey("wrist-3").secret());
        TestDevice other = device(CONFIGURED.identity(), CONFIGURED.key());
        for (TestDevice each : List.of(device, keyed, other)) {
            assertThat(each.signals(window()).code()).isEqualTo(ResponseCode.CREATED);
        }

        assertThat(gateway.register().remove("wrist-2")).isTrue();
        assertThat(gateway.register().remove("wrist-3")).isTrue();
        assertThat(gateway.register().remove("wrist-3")).isFalse();
        Waiting.until(() -> isShutOut(device) && isShutOut(keyed));

        assertThat(other.signals(window()).code()).isEqualTo(ResponseCode.CREATED);
        device.resume();
        assertThatThrownBy(() -> device.signals(window())).hasStackTraceContaining("CERTIFICATE_REVOKED");
        assertThat(gateway.register().devices()).extracting(KnownDevice::name).containsExactly("wrist-1");
        assertThat(device(enrol("wrist-2")).signals(window()).code()).isEqualTo(ResponseCode.CREATED);
    }

    @Test
    void a_device_that_another_process_removed_is_cut_off_too() throws Exception {
        TestDevice device = device(enrol("wrist-2"));
        device.signals(window());

        try (GatewayDatabase second = GatewayDatabase.open(directory.resolve("a.db"))) {
            GatewayDevices devices = devices(second, "clinic-a", gateway::uri);
            assertThat(devices.authority().certificate())
                    .isEqualTo(gateway.devices.authority().certificate());
            assertThat(devices.register().remove("wrist-2")).isTrue();
            Waiting.until(() -> isShutOut(device));
            String code = devices.register().invite("wrist-5").secret();
            TestEnrolment.by(gateway.uri(), "wrist-5", code);
        }
    }

    @Test
    void a_new_key_ends_the_connection_by_the_old_one() throws Exception {
        TestDevice device =
                device("wrist-3", gateway.register().addKey("wrist-3").secret());
        device.signals(window());

        String key = gateway.register().addKey("wrist-3").secret();

        Waiting.until(() -> isShutOut(device));
        assertThat(device("wrist-3", key).signals(window()).code()).isEqualTo(ResponseCode.CREATED);
    }

    @Test
    void a_certificate_is_renewed_in_its_last_third_and_refused_after_its_end() throws Exception {
        TestEnrolment first = enrol("wrist-2");
        KeyPair keys = TestEnrolment.newKey();
        byte[] request = TestEnrolment.request("wrist-2", keys);
        TestDevice device = device(first);
        assertThat(device.send(SREN, request, 286).getResponseText()).startsWith("certificate: renewed from");

        clock.advance(Duration.ofDays(300));
        X509Certificate next = TestEnrolment.certificate(device.send(SREN, request, 286), ResponseCode.CHANGED);
        assertThat(device(first).signals(window()).code())
                .as("until the next one is used")
                .isEqualTo(ResponseCode.CREATED);
        clock.advance(Duration.ofDays(70));

        assertThatThrownBy(() -> device(first).signals(window())).hasStackTraceContaining("CERTIFICATE_EXPIRED");
        assertThat(device(new TestEnrolment(keys, next, first.authority()))
                        .signals(window())
                        .code())
                .isEqualTo(ResponseCode.CREATED);
        assertThat(gateway.counters.refused()).containsEntry(RefusalCause.DEVICE_EXPIRED, 1L);
        Waiting.until(() -> isShutOut(device));
    }

    @Test
    void a_renewed_certificate_ends_the_one_before_it_when_it_is_used() throws Exception {
        TestEnrolment first = enrol("wrist-2");
        clock.advance(Duration.ofDays(300));
        KeyPair keys = TestEnrolment.newKey();
        X509Certificate next = TestEnrolment.certificate(
                device(first).send(SREN, TestEnrolment.request("wrist-2", keys), 286), ResponseCode.CHANGED);

        device(new TestEnrolment(keys, next, first.authority())).signals(window());

        Waiting.until(() -> isRefused(first));
        assertThat(gateway.counters.refused().get(RefusalCause.DEVICE_REMOVED)).isPositive();
    }

    @Test
    void a_session_is_resumed_without_another_certificate() throws Exception {
        TestDevice device = device(enrol("wrist-2"));
        device.signals(window());
        byte[] session = device.context().getSession().getSessionIdentifier().getBytes();

        device.resume();

        assertThat(device.signals(window()).code()).isEqualTo(ResponseCode.CREATED);
        assertThat(device.context().getSession().getSessionIdentifier().getBytes())
                .isEqualTo(session);
        assertThat(gateway.store.samples().getLast().source()).isEqualTo("wrist-2");
    }

    @Test
    void a_session_outlives_a_change_of_the_devices_port() throws Exception {
        TestEnrolment enrolled = enrol("wrist-2");
        try (PortChanger nat = new PortChanger(gateway.uri());
                TestDevice device = enrolled.device(nat.uri())) {
            assertThat(device.signals(window()).code()).isEqualTo(ResponseCode.CREATED);
            assertThat(device.context().getWriteConnectionId().length()).isEqualTo(6);
            byte[] session =
                    device.context().getSession().getSessionIdentifier().getBytes();
            int port = nat.port();

            nat.change();

            assertThat(nat.port()).isNotEqualTo(port);
            assertThat(device.signals(window()).code()).isEqualTo(ResponseCode.CREATED);
            assertThat(device.context().getSession().getSessionIdentifier().getBytes())
                    .isEqualTo(session);
            assertThat(device.context().getReadEpoch()).isEqualTo(1);
        }
    }

    @Test
    void a_restarted_gateway_knows_its_devices() throws Exception {
        TestEnrolment enrolled = enrol("wrist-2");
        TestDevice device = device(enrolled);
        device.signals(window());
        int port = gateway.uri().getPort();
        gateway.server.close();

        gateway = new Gateway(directory.resolve("a.db"), "clinic-a", port);
        device.resume();

        assertThat(device.signals(window()).code()).isEqualTo(ResponseCode.CREATED);
        assertThat(gateway.store.samples()).hasSize(2);
    }

    @Test
    void libcoap_delivers_with_a_certificate_and_with_a_made_key() throws Exception {
        Optional<Path> client = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "coap-client-openssl"))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(client.isPresent(), "needs libcoap's client: install libcoap3-bin");
        TestEnrolment enrolled = enrol("wrist-2");
        String key = gateway.register().addKey("wrist-3").secret();
        PrivateKey secret = enrolled.keys().getPrivate();
        Path certificateFile =
                pem("certificate", "CERTIFICATE", enrolled.certificate().getEncoded());
        Path keyFile = pem("key", "PRIVATE KEY", secret.getEncoded());
        Path authorityFile =
                pem("authority", "CERTIFICATE", enrolled.authority().getEncoded());

        run(client.get(), "-c", certificateFile.toString(), "-j", keyFile.toString(), "-C", authorityFile.toString());
        run(client.get(), "-u", "wrist-3", "-k", key);

        assertThat(gateway.store.samples().stream()
                        .map(sample -> sample.source())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("wrist-2", "wrist-3");
    }

    private void run(Path client, String... proof) throws Exception {
        Path pack = directory.resolve("pack.cbor");
        Files.write(pack, window());
        List<String> command =
                new ArrayList<>(List.of(client.toString(), "-m", "post", "-t", "112", "-f", pack.toString()));
        command.addAll(List.of(proof));
        command.add(gateway.uri() + "/signals");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes())).doesNotContain("4.");
    }

    private Path pem(String name, String what, byte[] der) throws IOException {
        return Files.writeString(
                directory.resolve(name + ".pem"),
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what
                        + "-----\n");
    }

    private boolean isShutOut(TestDevice device) {
        try {
            device.giveUpAfterSeconds(3);
            return device.signals(window()).code() != ResponseCode.CREATED;
        } catch (Exception e) {
            return true;
        }
    }

    private boolean isRefused(TestEnrolment enrolled) {
        try (TestDevice device = enrolled.device(gateway.uri())) {
            return device.signals(window()).code() != ResponseCode.CREATED;
        } catch (Exception e) {
            return true;
        }
    }

    private KnownDevice known(String name) {
        return gateway.register().devices().stream()
                .filter(device -> device.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private TestEnrolment enrol(String name) throws Exception {
        return TestEnrolment.by(
                gateway.uri(), name, gateway.register().invite(name).secret());
    }

    private TestDevice device(TestEnrolment enrolled) throws IOException {
        return kept(enrolled.device(gateway.uri()));
    }

    private TestDevice device(String identity, String key) throws IOException {
        return kept(new TestDevice(gateway.uri(), identity, key));
    }

    private TestDevice kept(TestDevice device) {
        open.add(device);
        return device;
    }

    private byte[] window() {
        return Packs.window("walk", "p")
                .with("c0", Packs.packed(++windows, 0, 0, 0))
                .cbor();
    }

    private GatewayDevices devices(GatewayDatabase database, String id, java.util.function.Supplier<URI> address) {
        return GatewayDevices.open(
                database,
                new SampleKeys(new byte[32], new SecureRandom()),
                new GatewayId(id),
                List.of(CONFIGURED),
                address,
                clock);
    }

    /** A gateway's door over a database. */
    private final class Gateway {
        private final IntakeCounters counters = new IntakeCounters();
        private final SampleStore store;
        private final GatewayDevices devices;
        private final IntakeServer server;

        Gateway(Path file, String id, int port) throws IOException {
            GatewayDatabase database = GatewayDatabase.open(file);
            open.add(database);
            SampleKeys keys = new SampleKeys(new byte[32], new SecureRandom());
            this.store = SampleStore.open(database, keys, STEPS, StoreBounds.DEFAULT, clock);
            open.add(store);
            this.devices = devices(database, id, this::uri);
            this.server = new IntakeServer(
                    new CoapDoor("127.0.0.1", port, List.of(CONFIGURED)), STEPS, store, counters, devices, clock);
            open.add(server);
            server.start();
        }

        URI uri() {
            return server.uri();
        }

        DeviceRegister register() {
            return devices.register();
        }
    }
}
