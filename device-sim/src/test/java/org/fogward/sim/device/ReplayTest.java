package org.fogward.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fogward.edge.config.CoapDoor;
import org.fogward.edge.config.DeviceCredential;
import org.fogward.edge.device.GatewayDevices;
import org.fogward.edge.intake.IntakeCounters;
import org.fogward.edge.intake.IntakeServer;
import org.fogward.edge.store.GatewayDatabase;
import org.fogward.edge.store.SampleKeys;
import org.fogward.edge.store.SampleProfile;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreBounds;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final DeviceCredential CREDENTIAL = new DeviceCredential("watch-1", "a-key-of-16-bytes");
    private static final DeviceKey KEY = new DeviceKey(CREDENTIAL.identity(), CREDENTIAL.keyBytes());
    private static final Dataset BEATS = new Dataset(
            "beats", Modality.ECG, new SampleShape(1, 180, 1), List.of("rr_pre_s"), List.of("N", "V"), List.of());
    private static final Dataset IMAGES = new Dataset(
            "images", Modality.IMAGE, new SampleShape(64, 48, 1), List.of(), List.of("no", "yes a b"), List.of());

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close_everything() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    void a_wearable_hands_in_what_the_gateway_then_holds() throws Exception {
        SampleStore store = store(BEATS);
        URI gateway = serve(BEATS, store, 0).uri();
        List<Sample> beats = List.of(beat(1, 0), beat(2, 1), beat(3, 0));

        Replay replay = new Replay(beats, Duration.ofSeconds(30));
        try (SimulatedDevice device = SimulatedDevice.producing(BEATS, gateway, KEY)) {
            replay.run(device);
        }

        assertThat(replay.delivered()).isEqualTo(3);
        assertThat(store.samples()).hasSize(3);
        for (int i = 0; i < beats.size(); i++) {
            assertThat(store.samples().get(i).values())
                    .containsExactly(beats.get(i).values());
            assertThat(store.samples().get(i).features())
                    .containsExactly(beats.get(i).features());
            assertThat(store.samples().get(i).label()).isEqualTo(beats.get(i).label());
        }
    }

    @Test
    void an_imaging_device_hands_in_every_pixel() throws Exception {
        SampleStore store = store(IMAGES);
        URI gateway = serve(IMAGES, store, 0).uri();
        float[] pixels = new float[64 * 48];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i * 31 % 256;
        }

        try (SimulatedDevice device = SimulatedDevice.producing(IMAGES, gateway, KEY)) {
            device.handIn(new Sample(pixels, new float[0], 1, "patient 7/b", "x"));
        }

        assertThat(store.samples()).hasSize(1);
        assertThat(store.samples().getFirst().values()).containsExactly(pixels);
        assertThat(store.samples().getFirst().label()).isEqualTo(1);
    }

    @Test
    void a_refusal_comes_back_with_its_code_and_field() throws Exception {
        URI gateway = serve(BEATS, store(BEATS), 0).uri();
        Sample broken = beat(1, 0);
        broken.values()[7] = Float.NaN;

        try (SimulatedDevice device = SimulatedDevice.producing(BEATS, gateway, KEY)) {
            assertThatThrownBy(() -> new Replay(List.of(broken), Duration.ofSeconds(30)).run(device))
                    .isInstanceOf(DeliveryException.Refused.class)
                    .hasMessageContaining("4.00")
                    .hasMessageContaining("c0");
        }
    }

    @Test
    void a_device_with_another_key_gets_nowhere() throws Exception {
        SampleStore store = store(BEATS);
        URI gateway = serve(BEATS, store, 0).uri();
        DeviceKey stranger = new DeviceKey(CREDENTIAL.identity(), new byte[16]);

        try (SimulatedDevice device = SimulatedDevice.producing(BEATS, gateway, stranger)) {
            assertThatThrownBy(() -> new Replay(List.of(beat(1, 0)), Duration.ZERO).run(device))
                    .isInstanceOf(DeliveryException.Unreachable.class);
        }

        assertThat(store.samples()).isEmpty();
    }

    @Test
    void a_replay_goes_on_where_a_restarted_gateway_left_it() throws Exception {
        SampleStore store = store(BEATS);
        IntakeServer first = serve(BEATS, store, 0);
        URI gateway = first.uri();
        Replay replay = new Replay(List.of(beat(1, 0), beat(2, 1)), Duration.ofMinutes(2));
        try (SimulatedDevice device = SimulatedDevice.producing(BEATS, gateway, KEY)) {
            device.handIn(beat(1, 0));
            first.close();
            serve(BEATS, store, gateway.getPort());

            replay.run(device);
        }

        assertThat(store.samples()).as("the first beat came twice").hasSize(2);
    }

    private SampleStore store(Dataset format) throws IOException {
        GatewayDatabase database = GatewayDatabase.open(folder.resolve("gateway.db"));
        open.add(database);
        SampleStore store = SampleStore.open(
                database,
                new SampleKeys(new byte[32], new SecureRandom()),
                profile(format),
                StoreBounds.DEFAULT,
                Clock.systemUTC());
        open.add(store);
        return store;
    }

    private IntakeServer serve(Dataset format, SampleStore store, int port) throws IOException {
        CoapDoor door = new CoapDoor("127.0.0.1", port, List.of(CREDENTIAL));
        GatewayDatabase database = GatewayDatabase.open(folder.resolve("devices.db"));
        open.add(database);
        GatewayDevices devices = GatewayDevices.open(
                database,
                new SampleKeys(new byte[32], new SecureRandom()),
                new GatewayId("clinic-a"),
                door.devices(),
                () -> URI.create("coaps://127.0.0.1:" + port),
                Clock.systemUTC());
        IntakeServer server =
                new IntakeServer(door, profile(format), store, new IntakeCounters(), devices, Clock.systemUTC());
        open.add(server);
        server.start();
        return server;
    }

    private static SampleProfile profile(Dataset format) {
        return new SampleProfile(format.modality(), format.shape(), format.features(), format.classes());
    }

    private static Sample beat(int height, int label) {
        float[] values = new float[180];
        values[90] = height;
        return new Sample(values, new float[] {0.8f}, label, "p1", "p1");
    }
}
