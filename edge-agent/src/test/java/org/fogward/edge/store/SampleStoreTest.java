package org.fogward.edge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.fogward.edge.store.StoreBounds.WhenFull;
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
    private volatile Instant today = Instant.parse("2030-01-01T08:00:00Z");

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
    void drops_what_is_too_old_then_the_oldest_and_counts_right() throws Exception {
        StoreBounds bounds = new StoreBounds(3, 1 << 20, OptionalInt.of(10), WhenFull.DROP_OLDEST);
        SampleStore store = store(PROFILE, bounds);
        add(store, sample(1, 0, "a"));
        today = today.plus(Duration.ofDays(4));
        add(store, sample(2, 1, "a"));
        add(store, sample(3, 1, "b"));
        assertThat(add(store, sample(4, 0, "b"))).isEqualTo(StoreOutcome.STORED);
        assertThat(firsts(store)).containsExactly(2f, 3f, 4f);
        assertThat(store.totals().perClass()).containsExactly(1L, 2L);

        today = today.plus(Duration.ofDays(10));
        add(store, sample(5, 1, "c"));
        assertThat(firsts(store)).containsExactly(3f, 4f, 5f);
        today = today.plus(Duration.ofDays(1));
        add(store, sample(6, 1, "c"));
        assertThat(firsts(store)).containsExactly(5f, 6f);
        assertThat(store.totals().perClass()).containsExactly(0L, 2L);
    }

    @Test
    void refuses_a_sample_that_is_larger_than_the_store() throws Exception {
        SampleStore store = store(PROFILE, new StoreBounds(3, 20, OptionalInt.empty(), WhenFull.DROP_OLDEST));
        assertThat(add(store, sample(1, 0, "a"))).isEqualTo(StoreOutcome.FULL);
        assertThat(store.totals().samples()).isZero();
    }

    @Test
    void forgets_a_patient_and_takes_nothing_more_of_them() throws Exception {
        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);
        add(store, sample(1, 0, "patient-1"));
        add(store, sample(2, 1, "patient-2"));
        add(store, sample(3, 1, "patient-1"));
        AtomicInteger also = new AtomicInteger();

        assertThat(store.forget("patient-1", false, handle -> also.incrementAndGet()))
                .isEqualTo(2);

        assertThat(also).hasValue(1);
        assertThat(firsts(store)).containsExactly(2f);
        assertThat(store.totals().perClass()).containsExactly(0L, 1L);
        assertThat(add(store, sample(1, 0, "patient-1"))).isEqualTo(StoreOutcome.FORGOTTEN);
        assertThat(add(store, sample(9, 0, "patient-1"))).isEqualTo(StoreOutcome.FORGOTTEN);
        assertThat(store.forget("patient-1", true, handle -> {})).isZero();
        assertThat(add(store, sample(1, 0, "patient-1"))).isEqualTo(StoreOutcome.STORED);
        assertThat(store.forget("never-seen", false, handle -> {})).isZero();
        assertThat(add(store, sample(5, 0, "never-seen"))).isEqualTo(StoreOutcome.FORGOTTEN);
    }

    @Test
    void what_was_copied_of_a_forgotten_patient_opens_no_more_even_if_they_come_back() throws Exception {
        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);
        add(store, sample(1, 0, "patient-1"));
        GatewayDatabase database = (GatewayDatabase) open.getFirst();
        database.write(handle -> handle.execute("CREATE TABLE copied AS SELECT * FROM sample"));
        store.forget("patient-1", true, handle -> {});
        add(store, sample(2, 0, "patient-1"));

        database.write(handle -> handle.execute("INSERT INTO sample SELECT sequence + 10, content_digest, encrypted,"
                + " (SELECT max(id) FROM patient), stored_day FROM copied"));

        assertThatThrownBy(store::samples).isInstanceOf(StoreException.class).hasMessageContaining("another key");
    }

    @Test
    void leaves_nothing_of_a_forgotten_patients_key_in_its_files() throws Exception {
        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);
        add(store, sample(1, 0, "patient-1"));
        add(store, sample(2, 0, "patient-2"));
        GatewayDatabase database = (GatewayDatabase) open.getFirst();
        byte[] wrapped = database.read(handle -> handle.select("SELECT wrapped_key FROM patient ORDER BY id LIMIT 1")
                .mapTo(byte[].class)
                .one());
        assertThat(inFiles(wrapped)).isTrue();

        store.forget("patient-1", false, handle -> {});

        assertThat(inFiles(wrapped)).isFalse();
        assertThat(firsts(store)).containsExactly(2f);
    }

    @Test
    void hears_that_another_process_made_it_forget() throws Exception {
        SampleStore running = store(PROFILE, StoreBounds.DEFAULT);
        add(running, sample(1, 0, "patient-1"));
        SampleStore command = store(PROFILE, StoreBounds.DEFAULT);

        command.forget("patient-1", false, handle -> {});

        assertThat(add(running, sample(2, 0, "patient-1"))).isEqualTo(StoreOutcome.FORGOTTEN);
        assertThat(running.totals().samples()).isZero();
        assertThat(running.samples()).isEmpty();
    }

    @Test
    void gives_samples_of_earlier_builds_their_patients_keys() throws Exception {
        SampleKeys keys = new SampleKeys(secret, new SecureRandom());
        Sample sample = sample(7, 1, "patient-1");
        Sample pseudonymous = new Sample(
                sample.values(), sample.features(), sample.label(), keys.pseudonym("patient-1"), sample.source());
        byte[] digest = keys.contentDigest(content(sample));
        byte[] purpose = ("fogward-sample-v1|" + PROFILE.fingerprint() + "|").getBytes(StandardCharsets.UTF_8);
        byte[] context = ByteBuffer.allocate(purpose.length + digest.length)
                .put(purpose)
                .put(digest)
                .array();
        byte[] encrypted = keys.seal(new SampleCodec(PROFILE).encode(pseudonymous), context);
        try (GatewayDatabase database = GatewayDatabase.open(directory.resolve("gateway.db"))) {
            database.write(handle -> {
                handle.execute("INSERT INTO sample (content_digest, encrypted) VALUES (?, ?)", digest, encrypted);
                return handle.execute("INSERT INTO sample_total VALUES (1, 1, ?)", encrypted.length);
            });
        }

        SampleStore store = store(PROFILE, StoreBounds.DEFAULT);

        assertThat(firsts(store)).containsExactly(7f);
        assertThat(add(store, sample)).isEqualTo(StoreOutcome.ALREADY_STORED);
        assertThat(store.forget("patient-1", false, handle -> {})).isEqualTo(1);
        assertThat(store.totals()).isEqualTo(StoreTotals.empty(2));
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
        SampleStore store =
                SampleStore.open(database, new SampleKeys(secret, new SecureRandom()), profile, bounds, new Today());
        open.add(store);
        return store;
    }

    private final class Today extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return today;
        }
    }

    private boolean inFiles(byte[] wanted) throws IOException {
        String sought = new String(wanted, StandardCharsets.ISO_8859_1);
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(sought)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Float> firsts(SampleStore store) {
        return store.samples().stream().map(it -> it.values()[0]).toList();
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
