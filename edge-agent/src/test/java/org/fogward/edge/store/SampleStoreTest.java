package org.fogward.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fogward.models.data.Modality;
import org.fogward.models.data.Sample;
import org.fogward.models.data.SampleShape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleStoreTest {
    private static final SampleProfile PROFILE =
            new SampleProfile(Modality.MOTION, new SampleShape(1, 4, 2), List.of("age"), List.of("rest", "walk"));

    @TempDir
    Path directory;

    private final byte[] secret = new byte[32];
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable it : open.reversed()) {
            it.close();
        }
    }

    @Test
    void gives_samples_back_in_order_with_pseudonyms_for_groups() throws Exception {
        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);
        add(store, sample(1, 0, "patient-1"));
        add(store, sample(2, 1, "patient-2"));
        add(store, sample(3, 1, "patient-1"));

        List<Sample> samples = store.samples();

        assertThat(samples).extracting(it -> it.values()[0]).containsExactly(1f, 2f, 3f);
        assertThat(samples).extracting(Sample::label).containsExactly(0, 1, 1);
        assertThat(samples.get(0).features()).containsExactly(42f);
        assertThat(samples.get(0).group()).hasSize(32).isEqualTo(samples.get(2).group());
        assertThat(samples.get(1).group()).isNotEqualTo(samples.get(0).group());
        assertThat(store.totals().perClass()).containsExactly(1L, 2L);
    }

    @Test
    void stores_a_retransmission_once() throws Exception {
        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);

        assertThat(add(store, sample(1, 0, "a"))).isEqualTo(StoreOutcome.STORED);
        assertThat(add(store, sample(1, 0, "a"))).isEqualTo(StoreOutcome.ALREADY_STORED);

        assertThat(store.samples()).hasSize(1);
        assertThat(store.totals().samples()).isEqualTo(1);
    }

    @Test
    void refuses_what_passes_a_bound_and_keeps_the_rest() throws Exception {
        SampleStore store = store(PROFILE, new StoreBounds(2, 1 << 20));
        add(store, sample(1, 0, "a"));
        add(store, sample(2, 0, "a"));

        assertThat(add(store, sample(3, 0, "a"))).isEqualTo(StoreOutcome.FULL);
        assertThat(add(store, sample(2, 0, "a"))).isEqualTo(StoreOutcome.ALREADY_STORED);

        assertThat(store.samples()).hasSize(2);
    }

    @Test
    void counts_bytes_over_a_restart() throws Exception {
        SampleStore first = store(PROFILE, StoreBounds.DEFAULT);
        add(first, sample(1, 0, "a"));
        StoreTotals totals = first.totals();
        close();
        open.clear();

        SampleStore second = store(PROFILE, new StoreBounds(100, totals.bytes()));

        assertThat(second.totals()).isEqualTo(totals);
        assertThat(add(second, sample(2, 0, "a"))).isEqualTo(StoreOutcome.FULL);
    }

    @Test
    void shares_transactions_between_concurrent_devices_without_mixing_answers() throws Exception {
        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);
        List<CompletableFuture<StoreOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Sample sample = sample(i / 2, 1, "a");
            outcomes.add(store.add(sample, content(sample)));
        }

        assertThat(outcomes.stream().map(CompletableFuture::join).filter(StoreOutcome.STORED::equals))
                .hasSize(100);
        assertThat(store.samples()).hasSize(100);
    }

    @Test
    void leaves_neither_group_nor_values_readable_on_disk() throws Exception {
        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);
        add(store, sample(1, 0, "patient-4711"));
        close();
        open.clear();

        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes).doesNotContain("patient-4711").doesNotContain("wearable-7");
            }
        }
    }

    @Test
    void notices_a_damaged_or_exchanged_sample() throws Exception {
        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);
        add(store, sample(1, 0, "a"));
        add(store, sample(2, 0, "a"));
        GatewayDatabase database = (GatewayDatabase) open.getFirst();
        database.write(handle -> handle.execute(
                "UPDATE sample SET encrypted = (SELECT encrypted FROM sample WHERE sequence = 1) WHERE sequence = 2"));

        assertThatThrownBy(store::samples).isInstanceOf(StoreException.class).hasMessageContaining("damaged");
    }

    @Test
    void refuses_another_profile_and_says_which_field() throws Exception {
        store(PROFILE, StoreBounds.DEFAULT);
        SampleProfile other =
                new SampleProfile(Modality.MOTION, PROFILE.shape(), PROFILE.features(), List.of("walk", "rest"));

        assertThatThrownBy(() -> store(other, StoreBounds.DEFAULT))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("intake:");
    }

    @Test
    void refuses_samples_after_it_was_closed() throws Exception {
        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);
        store.close();

        assertThat(store.add(sample(1, 0, "a"), new byte[1])).isCompletedExceptionally();
    }

    private SampleStore store(SampleProfile profile, StoreBounds bounds) throws IOException {
        GatewayDatabase database = GatewayDatabase.open(directory.resolve("gateway.db"));
        open.add(database);
        SampleStore store = SampleStore.open(database, new SampleKeys(secret, new SecureRandom()), profile, bounds);
        open.add(store);
        return store;
    }

    private static StoreOutcome add(SampleStore store, Sample sample) {
        return store.add(sample, content(sample)).join();
    }

    private static byte[] content(Sample sample) {
        return (sample.values()[0] + sample.group()).getBytes(StandardCharsets.UTF_8);
    }

    private static Sample sample(float first, int label, String group) {
        return new Sample(new float[] {first, 2, 3, 4, 5, 6, 7, 8}, new float[] {42}, label, group, "wearable-7");
    }
}
