package org.fogward.edge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.DeviceCredential;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeServerTest {
    private static final DeviceCredential DEVICE = new DeviceCredential("wearable-1", "0123456789abcdef");
    private static final SampleProfile BEATS =
            new SampleProfile(Modality.ECG, new SampleShape(1, 3, 2), List.of("rr_pre_s"), List.of("N", "S"));
    private static final SampleProfile IMAGES =
            new SampleProfile(Modality.IMAGE, new SampleShape(64, 64, 1), List.of(), List.of("normal", "viral"));

    @TempDir
    Path directory;

    private final IntakeCounters counters = new IntakeCounters();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable it : open.reversed()) {
            it.close();
        }
    }

    @Test
    void stores_a_window_of_packed_series() throws Exception {
        SampleStore store = store(BEATS, StoreBounds.DEFAULT);
        TestDevice device = device(serve(BEATS, store), DEVICE.key());

        assertThat(device.signals(beat().cbor()).code()).isEqualTo(ResponseCode.CREATED);

        Sample sample = store.samples().getFirst();
        assertThat(sample.values()).containsExactly(1, 10, 2, 20, 3, 30);
        assertThat(sample.features()).containsExactly(0.8f);
        assertThat(sample.label()).isEqualTo(1);
        assertThat(sample.source()).isEqualTo("wearable-1");
        assertThat(counters.stored()).isEqualTo(1);
    }

    @Test
    void stores_a_window_of_plain_numbers_with_base_fields() throws Exception {
        SampleStore store = store(BEATS, StoreBounds.DEFAULT);
        TestDevice device = device(serve(BEATS, store), DEVICE.key());
        // [{bn "urn:dev:1:", n "label", vs "N"}, {n "group", vs "p"}, {n "rr_pre_s", v 1}, {n "c0", t 0, v 1}, ...]
        String pack = "89" + "a3216a75726e3a6465763a313a00656c6162656c03614e" + "a2006567726f7570036170"
                + "a2006872725f7072655f730201";
        for (int step = 0; step < 3; step++) {
            pack += "a30062633006%02x02%02x".formatted(step, step + 1)
                    + "a30062633106%02x0218%02x".formatted(step, 30 + step);
        }

        TestDevice.Answer answer = device.signals(HexFormat.of().parseHex(pack));

        assertThat(answer).isEqualTo(new TestDevice.Answer(ResponseCode.CREATED, ""));
        assertThat(store.samples().getFirst().values()).containsExactly(1, 30, 2, 31, 3, 32);
    }

    @Test
    void answers_a_retransmission_as_it_answered_the_first_time() throws Exception {
        SampleStore store = store(BEATS, StoreBounds.DEFAULT);
        TestDevice device = device(serve(BEATS, store), DEVICE.key());

        assertThat(device.signals(beat().cbor()).code()).isEqualTo(ResponseCode.CREATED);
        assertThat(device.signals(beat().cbor()).code()).isEqualTo(ResponseCode.CREATED);

        assertThat(store.samples()).hasSize(1);
        assertThat(counters.repeated()).isEqualTo(1);
    }

    @Test
    void refuses_every_bad_window_by_naming_the_field() throws Exception {
        SampleStore store = store(BEATS, StoreBounds.DEFAULT);
        TestDevice device = device(serve(BEATS, store), DEVICE.key());

        refused(device, beat().with("c0", Packs.packed(1, Float.NaN, 3)), "c0:", RefusalCause.NON_FINITE);
        refused(device, beat().with("c1", Packs.packed(1, 2, Float.NEGATIVE_INFINITY)), "c1:", RefusalCause.NON_FINITE);
        refused(device, beat().with("c0", Packs.packed(1, 2)), "c0: 3 values", RefusalCause.SHAPE);
        refused(device, beat().with("c0", Packs.packed(1, 2, 3, 4)), "c0: 3 values", RefusalCause.SHAPE);
        refused(device, beat().with("c2", Packs.packed(1, 2, 3)), "c2: there are 2", RefusalCause.SHAPE);
        refused(device, beat().with("label", "X"), "label: none of N, S", RefusalCause.LABEL);
        refused(device, beat().with("label", 1), "label:", RefusalCause.LABEL);
        refused(device, beat().with("group", " "), "group:", RefusalCause.GROUP);
        refused(device, beat().with("rr_pre_s", "fast"), "rr_pre_s:", RefusalCause.FEATURE);
        refused(device, beat().with("rr_pre_s", 1e300), "rr_pre_s:", RefusalCause.NON_FINITE);
        refused(device, beat().with("pulse", 60), "a record is neither", RefusalCause.FEATURE);
        refused(
                device,
                Packs.window("N", "p").with("c0", Packs.packed(1, 2, 3)),
                "rr_pre_s: missing",
                RefusalCause.FEATURE);

        assertThat(store.samples()).isEmpty();
        assertThat(device.signals(beat().cbor()).code()).isEqualTo(ResponseCode.CREATED);
    }

    @Test
    void refuses_what_is_no_senml_or_another_format() throws Exception {
        TestDevice device = device(serve(BEATS, store(BEATS, StoreBounds.DEFAULT)), DEVICE.key());

        assertThat(device.signals("hello".getBytes()).code()).isEqualTo(ResponseCode.BAD_REQUEST);
        assertThat(device.signals(new byte[] {(byte) 0x9a, 0x7f, 0, 0, 0}).text())
                .startsWith("pack:");
        assertThat(device.post("signals", beat().cbor(), MediaTypeRegistry.APPLICATION_JSON)
                        .code())
                .isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
        assertThat(counters.refused())
                .containsAllEntriesOf(Map.of(RefusalCause.MALFORMED, 2L, RefusalCause.CONTENT_FORMAT, 1L));
    }

    @Test
    void stores_an_image_block_by_block() throws Exception {
        SampleStore store = store(IMAGES, StoreBounds.DEFAULT);
        TestDevice device = device(serve(IMAGES, store), DEVICE.key());
        byte[] png = Packs.png(64, 64, BufferedImage.TYPE_BYTE_GRAY, 5);
        assertThat(png.length).isGreaterThan(4096);

        assertThat(device.image("viral", "patient-1", png).code()).isEqualTo(ResponseCode.CREATED);

        Sample sample = store.samples().getFirst();
        assertThat(sample.values()).isEqualTo(new PngImage(IMAGES.shape()).pixels(png));
        assertThat(sample.label()).isEqualTo(1);
    }

    @Test
    void refuses_every_bad_image_by_naming_the_field() throws Exception {
        SampleStore store = store(IMAGES, StoreBounds.DEFAULT);
        TestDevice device = device(serve(IMAGES, store), DEVICE.key());
        byte[] png = Packs.png(64, 64, BufferedImage.TYPE_BYTE_GRAY, 5);

        assertThat(device.image("viral", "p", Arrays.copyOf(png, png.length / 2))
                        .text())
                .isEqualTo("image: truncated");
        assertThat(device.image("viral", "p", Packs.png(32, 64, BufferedImage.TYPE_BYTE_GRAY, 5))
                        .text())
                .isEqualTo("image: 64 x 64 pixels expected");
        assertThat(device.image("cold", "p", png).text()).startsWith("label: none of");
        assertThat(device.post("images?label=viral", png, MediaTypeRegistry.IMAGE_PNG)
                        .text())
                .isEqualTo("group: missing");
        assertThat(counters.refused())
                .containsAllEntriesOf(Map.of(
                        RefusalCause.MALFORMED, 1L,
                        RefusalCause.SHAPE, 1L,
                        RefusalCause.LABEL, 1L,
                        RefusalCause.GROUP, 1L));
        assertThat(store.samples()).isEmpty();
    }

    @Test
    void refuses_oversize_with_4_13_block_wise_and_in_one_datagram() throws Exception {
        SampleStore store = store(BEATS, StoreBounds.DEFAULT);
        IntakeServer server = serve(BEATS, store);
        byte[] huge = new byte[6000];

        assertThat(device(server, DEVICE.key()).signals(huge).code()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
        TestDevice inOneDatagram = new TestDevice(server.uri(), DEVICE.identity(), DEVICE.key(), 8192);
        open.add(inOneDatagram);
        assertThat(inOneDatagram.signals(huge).code()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);

        // The second device tries once more, block by block, after it was refused.
        assertThat(counters.refused()).containsEntry(RefusalCause.TOO_LARGE, 3L);
        assertThat(inOneDatagram.signals(beat().cbor()).code()).isEqualTo(ResponseCode.CREATED);
    }

    @Test
    void says_5_03_when_the_store_is_full() throws Exception {
        TestDevice device = device(serve(BEATS, store(BEATS, new StoreBounds(1, 1 << 20))), DEVICE.key());
        device.signals(beat().cbor());

        TestDevice.Answer answer =
                device.signals(beat().with("group", "another").cbor());

        assertThat(answer).isEqualTo(new TestDevice.Answer(ResponseCode.SERVICE_UNAVAILABLE, "store: full"));
        assertThat(counters.refused()).containsEntry(RefusalCause.STORE_FULL, 1L);
    }

    @Test
    void says_4_03_for_a_patient_who_was_forgotten() throws Exception {
        SampleStore store = store(BEATS, StoreBounds.DEFAULT);
        TestDevice device = device(serve(BEATS, store), DEVICE.key());
        device.signals(beat().with("group", "4711").cbor());
        store.forget("4711", false, handle -> {});

        TestDevice.Answer answer = device.signals(beat().with("group", "4711").cbor());

        assertThat(answer).isEqualTo(new TestDevice.Answer(ResponseCode.FORBIDDEN, "group: consent was withdrawn"));
        assertThat(counters.refused()).containsEntry(RefusalCause.CONSENT, 1L);
        assertThat(store.samples()).isEmpty();
    }

    @Test
    void lets_no_device_in_with_another_key() throws Exception {
        IntakeServer server = serve(BEATS, store(BEATS, StoreBounds.DEFAULT));
        TestDevice stranger = device(server, "another-key-of-16");

        assertThatThrownBy(() -> stranger.signals(beat().cbor())).hasStackTraceContaining("DECRYPT_ERROR");
        assertThat(counters.refused()).containsEntry(RefusalCause.DEVICE_KEY, 1L);

        assertThat(device(server, DEVICE.key()).signals(beat().cbor()).code()).isEqualTo(ResponseCode.CREATED);
    }

    @Test
    void writes_nothing_into_the_working_directory() throws Exception {
        serve(BEATS, store(BEATS, StoreBounds.DEFAULT));

        assertThat(Path.of("Californium3.properties")).doesNotExist();
    }

    @Test
    void takes_a_window_from_libcoap() throws Exception {
        Optional<Path> client = Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "coap-client-openssl"))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(client.isPresent(), "needs libcoap's client: install libcoap3-bin");
        SampleStore store = store(BEATS, StoreBounds.DEFAULT);
        IntakeServer server = serve(BEATS, store);
        Path pack = directory.resolve("pack.cbor");
        Files.write(pack, beat().cbor());

        Process process = new ProcessBuilder(
                        client.get().toString(),
                        "-m",
                        "post",
                        "-t",
                        "112",
                        "-f",
                        pack.toString(),
                        "-u",
                        DEVICE.identity(),
                        "-k",
                        DEVICE.key(),
                        server.uri() + "/signals")
                .redirectErrorStream(true)
                .start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes())).doesNotContain("4.");
        assertThat(store.samples()).hasSize(1);
    }

    private void refused(TestDevice device, Packs pack, String message, RefusalCause cause) throws Exception {
        long before = counters.refused().get(cause);
        TestDevice.Answer answer = device.signals(pack.cbor());

        assertThat(answer.text()).startsWith(message);
        assertThat(answer.code()).isEqualTo(ResponseCode.BAD_REQUEST);
        assertThat(counters.refused()).containsEntry(cause, before + 1);
    }

    private static Packs beat() {
        return Packs.window("S", "patient-1")
                .with("rr_pre_s", 0.8)
                .with("c1", Packs.packed(10, 20, 30))
                .with("c0", Packs.packed(1, 2, 3));
    }

    private IntakeServer serve(SampleProfile profile, SampleStore store) throws IOException {
        CoapDoor door = new CoapDoor("127.0.0.1", 0, List.of(DEVICE));
        IntakeServer server = new IntakeServer(
                door, profile, store, counters, TestDevices.configured(directory, door), Clock.systemUTC());
        open.add(server);
        server.start();
        return server;
    }

    private TestDevice device(IntakeServer server, String key) throws IOException {
        TestDevice device = new TestDevice(server.uri(), DEVICE.identity(), key, 1024);
        open.add(device);
        return device;
    }

    private SampleStore store(SampleProfile profile, StoreBounds bounds) throws IOException {
        GatewayDatabase database = GatewayDatabase.open(directory.resolve("gateway.db"));
        open.add(database);
        SampleStore store = SampleStore.open(
                database, new SampleKeys(new byte[32], new SecureRandom()), profile, bounds, Clock.systemUTC());
        open.add(store);
        return store;
    }
}
