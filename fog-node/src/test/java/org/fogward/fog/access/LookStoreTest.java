package org.fogward.fog.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.round.Database;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookStoreTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String ONE = Digest.of(new byte[] {1}).hex();
    private static final String OTHER = Digest.of(new byte[] {2}).hex();

    @TempDir
    private Path folder;

    @Test
    void the_same_look_within_an_hour_is_one() throws Exception {
        LookStore store = open();
        String anna = Pseudonyms.open(folder).of("anna");
        store.add(anna, AccessEntry.PROOF, ONE, NOON);
        store.add(anna, AccessEntry.PROOF, ONE, NOON.plusSeconds(3_599));
        store.add(anna, AccessEntry.PROOF, OTHER, NOON.plusSeconds(1));
        store.add(Pseudonyms.open(folder).of("vera"), AccessEntry.PROOF, ONE, NOON.plusSeconds(2));
        assertThat(drained(store)).extracting(AccessEntry::digest).containsExactly(ONE, OTHER, ONE);
        store.add(anna, AccessEntry.PROOF, ONE, NOON.plusSeconds(3_000));
        assertThat(store.next()).isEmpty();
        store.add(anna, AccessEntry.PROOF, ONE, NOON.plus(Duration.ofHours(2)));
        assertThat(drained(store)).hasSize(1);
    }

    @Test
    void what_was_not_sent_waits_over_a_restart_with_the_same_id() throws Exception {
        open().add(Pseudonyms.open(folder).of("anna"), AccessEntry.PROOF, ONE, NOON);
        Optional<AccessEntry> before = open().next();
        assertThat(before).isPresent();
        open().add(Pseudonyms.open(folder).of("vera"), AccessEntry.PROOF, ONE, NOON.plus(Duration.ofDays(3)));
        assertThat(open().next()).isEqualTo(before);
        assertThat(drained(open())).hasSize(2);
    }

    @Test
    void pseudonyms_tell_nothing_without_the_key() throws Exception {
        Pseudonyms own = Pseudonyms.open(folder);
        assertThat(own.of("anna"))
                .matches("[0-9a-f]{32}")
                .isEqualTo(Pseudonyms.open(folder).of("anna"));
        assertThat(own.of("anna")).isNotEqualTo(own.of("vera"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        assertThat(Pseudonyms.open(elsewhere).of("anna")).isNotEqualTo(own.of("anna"));
    }

    private static List<AccessEntry> drained(LookStore store) {
        List<AccessEntry> all = new ArrayList<>();
        for (Optional<AccessEntry> next = store.next(); next.isPresent(); next = store.next()) {
            all.add(next.get());
            store.sent(next.get());
        }
        return all;
    }

    private LookStore open() throws Exception {
        return new LookStore(Database.open(folder.resolve(Database.FILE)), "trial");
    }
}
