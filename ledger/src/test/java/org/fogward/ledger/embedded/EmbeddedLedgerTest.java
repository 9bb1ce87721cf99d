package org.fogward.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.OwnLedger;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.block.BlockReader;
import org.fogward.ledger.verify.ChainVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class EmbeddedLedgerTest {
    @TempDir
    Path directory;

    @Test
    void cuts_off_a_torn_tail_of_any_length_and_says_so() throws Exception {
        Path file = TestLedgers.withRounds(directory, 2);
        byte[] whole = Files.readAllBytes(file);
        int last = whole.length - end(file, TestLedgers.BLOCKS_BEFORE + 1);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(StoredChain.class);
        log.start();
        logger.setAdditive(false);
        logger.addAppender(log);
        try {
            for (int kept = 1; kept < last; kept += 97) {
                Files.write(file, Arrays.copyOf(whole, whole.length - last + kept));
                try (OwnLedger ledger = open()) {
                    assertThat(ledger.rounds("clinics"))
                            .as("%d bytes kept", kept)
                            .hasSize(1);
                    assertThat(log.list.getFirst().getFormattedMessage())
                            .contains("cut short")
                            .contains(kept + " bytes behind the first 5 blocks");
                    log.list.clear();
                    assertThat(ledger.anchor(anchor("clinics", "fog-1", 2)).block())
                            .isEqualTo(TestLedgers.BLOCKS_BEFORE + 1);
                }
                assertThat(ChainVerifier.verify(file).clean()).isTrue();
            }
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
        }
    }

    @Test
    void takes_zeros_after_the_last_block_for_a_torn_tail() throws Exception {
        Path file = TestLedgers.withRounds(directory, 2);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length + 4096));
        try (OwnLedger ledger = open()) {
            assertThat(ledger.rounds("clinics")).hasSize(2);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void founds_itself_anew_when_the_founding_was_cut_short() throws Exception {
        open().close();
        Path file = directory.resolve("ledger").resolve(EmbeddedLedger.BLOCKS);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, 100));
        try (OwnLedger ledger = open()) {
            assertThat(ledger.head().height()).isEqualTo(1);
        }
        assertThat(ChainVerifier.verify(file).clean()).isTrue();
    }

    @Test
    void refuses_to_open_with_a_damaged_block_in_the_middle_and_touches_nothing() throws Exception {
        Path file = TestLedgers.withRounds(directory, 3);
        byte[] damaged = Files.readAllBytes(file);
        damaged[end(file, 1) + 12 + 50] ^= 1;
        Files.write(file, damaged);
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT))
                .hasMessageContaining("block 1 at byte")
                .hasMessageContaining(file.toString());
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void refuses_a_second_writer() throws Exception {
        try (OwnLedger ledger = open().with("clinics")) {
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                    .hasMessageContaining("open already");
            assertThat(ledger.anchor(anchor("clinics", "fog-1", 1)).already()).isFalse();
        }
        open().close();
    }

    @Test
    void writes_nothing_into_a_file_that_somebody_else_has_changed() throws Exception {
        Path file = TestLedgers.withRounds(directory, 1);
        try (OwnLedger ledger = open()) {
            Files.write(file, new byte[5], StandardOpenOption.APPEND);
            byte[] changed = Files.readAllBytes(file);
            for (long round = 2; round <= 3; round++) {
                RoundAnchor anchor = anchor("clinics", "fog-1", round);
                assertThatThrownBy(() -> ledger.anchor(anchor))
                        .isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.reason())
                                .isEqualTo(Reason.UNAVAILABLE));
            }
            assertThat(ledger.rounds("clinics")).hasSize(1);
            assertThat(Files.readAllBytes(file)).isEqualTo(changed);
        }
    }

    @Test
    void refuses_an_organisation_that_did_not_found_it() throws Exception {
        TestLedgers.withRounds(directory, 1);
        TestLedgers.open(directory.resolve("elsewhere")).close();
        Path own = directory.resolve("ledger/organisation");
        Files.move(own, directory.resolve("hidden"));
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .hasMessageContaining("organisation");
        Files.move(directory.resolve("elsewhere/organisation"), own);
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageContaining("another organisation");
    }

    @Test
    void its_keys_are_the_owners_only() throws Exception {
        TestLedgers.withRounds(directory, 0);
        Path keys = directory.resolve("ledger/organisation");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(keys)) {
            assertThat(files).hasSize(7).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void refuses_writes_after_it_was_closed() throws Exception {
        OwnLedger ledger = open().with("clinics");
        ledger.close();
        ledger.close();
        assertThatThrownBy(() -> ledger.anchor(anchor("clinics", "fog-1", 1)))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void survives_the_interruption_of_a_thread_that_anchors() throws Exception {
        try (OwnLedger ledger = open().with("clinics")) {
            Thread.currentThread().interrupt();
            ledger.anchor(anchor("clinics", "fog-1", 1));
            assertThat(Thread.interrupted()).isTrue();
            ledger.anchor(anchor("clinics", "fog-1", 2));
            assertThat(ledger.rounds("clinics")).hasSize(2);
        }
    }

    @Test
    void questions_write_nothing() throws Exception {
        Path file = TestLedgers.withRounds(directory, 2);
        byte[] before = Files.readAllBytes(file);
        try (OwnLedger ledger = open()) {
            LedgerHead head = ledger.head();
            ledger.rounds("clinics");
            ledger.round("clinics", "fog-1", 1);
            ledger.round("clinics", "fog-1", 99);
            assertThat(ledger.head()).isEqualTo(head);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void stamps_a_round_with_its_clock() throws Exception {
        Instant now = Instant.parse("2026-03-01T12:00:00.123456Z");
        Clock clock = Clock.fixed(now.plusNanos(7), ZoneOffset.UTC);
        try (OwnLedger ledger = TestLedgers.open(
                        directory, EmbeddedOptions.standard().withClock(clock))
                .with("clinics")) {
            ledger.anchor(anchor("clinics", "fog-1", 1));
            assertThat(ledger.round("clinics", "fog-1", 1).orElseThrow().at()).isEqualTo(now);
        }
    }

    @Test
    void leaves_the_logging_of_the_process_alone() throws Exception {
        java.util.logging.Logger root = LogManager.getLogManager().getLogger("");
        Handler[] handlers = root.getHandlers();
        List<Formatter> formatters =
                Arrays.stream(handlers).map(Handler::getFormatter).toList();
        var level = root.getLevel();
        try (OwnLedger ledger = open().with("clinics")) {
            ledger.anchor(anchor("clinics", "fog-1", 1));
        }
        assertThat(root.getHandlers()).containsExactly(handlers);
        assertThat(Arrays.stream(root.getHandlers()).map(Handler::getFormatter).toList())
                .isEqualTo(formatters);
        assertThat(root.getLevel()).isEqualTo(level);
    }

    private OwnLedger open() throws LedgerException {
        return TestLedgers.open(directory.resolve("ledger"));
    }

    /** Where the file's first blocks end, so many. */
    private static int end(Path file, int blocks) throws Exception {
        try (BlockReader reader = new BlockReader(file)) {
            for (int i = 0; i < blocks; i++) {
                reader.skip();
            }
            return (int) reader.position();
        }
    }
}
