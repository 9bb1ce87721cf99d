package org.fogward.protocol.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final AuditedAction SIGNED_IN = () -> "signed-in";
    private static final AuditedAction REFUSED = () -> "sign-in-refused";
    private static final AuditedAction PROOF_SEEN = () -> "proof-seen";
    private static final AuditedAction SIGNED_OUT = () -> "signed-out";

    @TempDir
    private Path folder;

    @Test
    void keeps_what_is_written_in_order() throws Exception {
        AuditLog log = log();
        log.write("olga", "127.0.0.1", SIGNED_IN, "as operator");
        log.write("", "10.0.0.9", REFUSED, "quotes \" and\nlines \u0000 \ud83d\ude00 \ud83d");
        assertThat(log().newest(10)).hasSize(2).first().satisfies(entry -> {
            assertThat(entry.number()).isEqualTo(2);
            assertThat(entry.action()).isEqualTo("sign-in-refused");
            assertThat(entry.address()).isEqualTo("10.0.0.9");
        });
        List<AuditEntry> read = new ArrayList<>();
        AuditChain.Result result = AuditChain.read(folder, read::add);
        assertThat(result.findings()).isEmpty();
        assertThat(result.entries()).isEqualTo(2);
        assertThat(read).extracting(AuditEntry::who).containsExactly("olga", "");
    }

    @Test
    void goes_on_with_the_chain_in_the_next_file_when_one_is_full() throws Exception {
        AuditLog small = new AuditLog(folder, Clock.systemUTC(), 1_000);
        for (int i = 0; i < 40; i++) {
            small.write("olga", "", PROOF_SEEN, "round " + i);
        }
        assertThat(new AuditFiles(folder).all()).hasSizeGreaterThan(4);
        AuditChain.Result result = AuditChain.read(folder, entry -> {});
        assertThat(result.findings()).isEmpty();
        assertThat(result.entries()).isEqualTo(40);
        assertThat(small.newest(2)).extracting(AuditEntry::detail).containsExactly("round 39", "round 38");
        Files.delete(new AuditFiles(folder).all().get(1));
        assertThat(AuditChain.read(folder, entry -> {}).findings()).isNotEmpty();
    }

    @Test
    void any_changed_bit_but_of_the_last_line_is_found() throws Exception {
        AuditLog log = log();
        for (int i = 0; i < 6; i++) {
            log.write("olga", "127.0.0.1", PROOF_SEEN, "round " + i);
        }
        byte[] good = Files.readAllBytes(file());
        int lastLine = good.length;
        for (int i = good.length - 2; good[i] != '\n'; i--) {
            lastLine = i;
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            byte[] bad = good.clone();
            int place = random.nextInt(lastLine - 1);
            bad[place] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), bad);
            assertThat(AuditChain.read(folder, entry -> {}).findings())
                    .as("byte " + place)
                    .isNotEmpty();
        }
    }

    @Test
    void a_line_left_out_or_two_changed_places_are_found_and_the_head_tells_of_a_shorter_end() throws Exception {
        AuditLog log = log();
        for (int i = 0; i < 6; i++) {
            log.write("olga", "", PROOF_SEEN, "round " + i);
        }
        String head = AuditChain.read(folder, entry -> {}).head();
        List<String> lines = Files.readAllLines(file());
        List<String> shorter = new ArrayList<>(lines);
        shorter.remove(2);
        Files.write(file(), shorter);
        assertThat(AuditChain.read(folder, entry -> {}).findings()).isNotEmpty();
        List<String> changed = new ArrayList<>(lines);
        changed.set(1, lines.get(2));
        changed.set(2, lines.get(1));
        Files.write(file(), changed);
        assertThat(AuditChain.read(folder, entry -> {}).findings()).isNotEmpty();
        Files.write(file(), lines.subList(0, 5));
        assertThat(AuditChain.read(folder, entry -> {}).head()).isNotEqualTo(head);
    }

    @Test
    void cuts_off_a_torn_end_and_says_so() throws Exception {
        AuditLog log = log();
        log.write("olga", "", SIGNED_IN, "one");
        log.write("olga", "", SIGNED_OUT, "two");
        byte[] whole = Files.readAllBytes(file());
        int first = 0;
        while (whole[first] != '\n') {
            first++;
        }
        for (int length = first + 2; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThat(AuditChain.read(folder, entry -> {}).findings()).anyMatch(text -> text.contains("torn"));
            log().write("olga", "", SIGNED_OUT, "again");
            assertThat(log().newest(9))
                    .extracting(AuditEntry::action)
                    .containsExactly("signed-out", "torn-end-removed", "signed-in");
            assertThat(AuditChain.read(folder, entry -> {}).findings()).isEmpty();
        }
    }

    @Test
    void goes_on_behind_a_last_line_that_cannot_be_read_and_the_check_names_it() throws Exception {
        log().write("olga", "", SIGNED_IN, "one");
        Files.writeString(file(), "not a line\n", StandardOpenOption.APPEND);
        log().write("olga", "", SIGNED_OUT, "two");
        assertThat(AuditChain.read(folder, entry -> {}).findings())
                .anyMatch(text -> text.contains("line 2 cannot be read"));
        assertThat(log().newest(9)).hasSize(2);
    }

    @Test
    void many_writers_of_one_log_make_one_chain() throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            AuditLog own = log();
            String name = "writer-" + i;
            writers.add(Thread.ofPlatform().start(() -> {
                for (int j = 0; j < 25; j++) {
                    own.write(name, "", PROOF_SEEN, "round " + j);
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        AuditChain.Result result = AuditChain.read(folder, entry -> {});
        assertThat(result.findings()).isEmpty();
        assertThat(result.entries()).isEqualTo(100);
    }

    @Test
    void reads_any_bytes_as_a_log() throws Exception {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
                bytes[random.nextInt(bytes.length)] = '\n';
            }
            Files.write(file(), bytes);
            AuditChain.Result result = AuditChain.read(folder, entry -> {});
            assertThat(result.findings().isEmpty()).isEqualTo(bytes.length == 0);
        }
    }

    private AuditLog log() {
        return new AuditLog(folder, Clock.systemUTC());
    }

    private Path file() throws IOException {
        return folder.resolve(AuditFiles.NAME);
    }
}
