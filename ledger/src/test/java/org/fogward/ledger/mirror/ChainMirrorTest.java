package org.fogward.ledger.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerBlocks;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.OwnLedger;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.verify.ChainVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ChainMirrorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private OwnLedger ledger;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        ledger = TestLedgers.open(directory.resolve("ledger")).with("clinics");
        file = directory.resolve("copy");
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void copies_what_is_there_and_what_comes() throws Exception {
        anchored(1);
        try (ChainMirror mirror = started(ledger.client())) {
            for (long round = 2; round <= 4; round++) {
                mirror.await(anchored(round), PATIENCE);
            }
            assertThat(mirror.head()).isEqualTo(ledger.head());
            assertThat(mirror.block(2).orElseThrow())
                    .isEqualTo(ledger.client().block(2).orElseThrow());
            assertThat(mirror.block(100)).isEmpty();
            assertThat(mirror.trouble()).isEmpty();
        }
        assertThat(ChainVerifier.verify(file).findings()).isEmpty();
        assertThat(ChainVerifier.verify(file).rounds()).isEqualTo(ledger.rounds("clinics"));
    }

    @Test
    void goes_on_from_where_it_was() throws Exception {
        try (ChainMirror mirror = started(ledger.client())) {
            mirror.await(anchored(1), PATIENCE);
        }
        TransactionPlace newest = anchored(2);
        AtomicLong asked = new AtomicLong();
        LedgerClient counting = with(ledger.client(), "blocks", arguments -> {
            asked.set((Long) arguments[0]);
            return arguments;
        });
        try (ChainMirror mirror = started(counting)) {
            mirror.await(newest, PATIENCE);
        }
        assertThat(asked.get()).isEqualTo(newest.block());
    }

    @Test
    void a_block_that_does_not_follow_is_refused_and_told_until_one_does() throws Exception {
        anchored(1);
        List<byte[]> blocks = TestLedgers.blocks(directory.resolve("ledger/blocks"));
        byte[] forged = blocks.get(2).clone();
        forged[forged.length / 2] ^= 1;
        Lies lies = new Lies(ledger.client(), forged);
        try (ChainMirror mirror = started(lies.client())) {
            until(() -> mirror.trouble().isPresent());
            assertThat(mirror.trouble().orElseThrow())
                    .contains("does not follow")
                    .contains("block 2");
            assertThat(mirror.head().height()).isEqualTo(2);
            lies.lying = false;
            until(() -> mirror.trouble().isEmpty());
            mirror.await(anchored(2), PATIENCE);
        }
        assertThat(ChainVerifier.verify(file).findings()).isEmpty();
    }

    @Test
    void a_ledger_that_holds_less_or_something_else_is_told() throws Exception {
        try (ChainMirror mirror = started(ledger.client())) {
            mirror.await(anchored(1), PATIENCE);
        }
        byte[] before = Files.readAllBytes(file);
        try (OwnLedger other = TestLedgers.open(directory.resolve("other"))) {
            try (ChainMirror mirror = started(other.client())) {
                until(() -> mirror.trouble().isPresent());
                assertThat(mirror.trouble().orElseThrow()).contains("has no block");
                other.with("clinics").anchor(anchor("clinics", "fog-1", 1));
                until(() -> mirror.trouble().orElse("").contains("another one than was copied before"));
            }
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void says_that_a_block_is_missing_or_is_not_the_one_that_was_told() throws Exception {
        try (ChainMirror mirror = started(ledger.client())) {
            TransactionPlace place = anchored(1);
            mirror.await(place, PATIENCE);
            TransactionPlace other = new TransactionPlace(place.transactionId(), place.block(), "ab".repeat(32));
            refused(Reason.CORRUPT, "another hash of block", () -> mirror.await(other, PATIENCE));
            TransactionPlace later = new TransactionPlace(place.transactionId(), 1000, "ab".repeat(32));
            refused(Reason.UNAVAILABLE, "block 1000 is not in the copy", () -> mirror.await(later, Duration.ZERO));
        }
    }

    @Test
    void a_damaged_copy_is_refused_with_what_to_do() throws Exception {
        try (ChainMirror mirror = started(ledger.client())) {
            mirror.await(anchored(1), PATIENCE);
        }
        byte[] damaged = Files.readAllBytes(file);
        damaged[60] ^= 1;
        Files.write(file, damaged);
        refused(Reason.CORRUPT, "move it away", () -> new ChainMirror(file, ledger.client()));
    }

    private ChainMirror started(LedgerClient client) throws LedgerException {
        ChainMirror mirror = new ChainMirror(file, client);
        mirror.start();
        return mirror;
    }

    private TransactionPlace anchored(long round) throws LedgerException {
        AnchorReceipt receipt = ledger.anchor(anchor("clinics", "fog-1", round));
        return new TransactionPlace(receipt.transactionId(), receipt.block(), receipt.headHash());
    }

    private static void refused(Reason reason, String named, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(named);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }

    /** A client that tells of its calls of one method. */
    private static LedgerClient with(LedgerClient client, String method, UnaryOperator<Object[]> told) {
        return (LedgerClient) Proxy.newProxyInstance(
                ChainMirrorTest.class.getClassLoader(),
                new Class<?>[] {LedgerClient.class},
                (proxy, called, arguments) -> {
                    try {
                        return called.invoke(
                                client, called.getName().equals(method) ? told.apply(arguments) : arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A ledger that gives another block 2 for a while. */
    private static final class Lies {
        private final LedgerClient truthful;
        private final byte[] forged;
        private volatile boolean lying = true;

        Lies(LedgerClient truthful, byte[] forged) {
            this.truthful = truthful;
            this.forged = forged;
        }

        LedgerClient client() {
            return (LedgerClient) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {LedgerClient.class}, (proxy, called, arguments) -> {
                        try {
                            Object answer = called.invoke(truthful, arguments);
                            return answer instanceof LedgerBlocks blocks ? lying(blocks, (Long) arguments[0]) : answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private LedgerBlocks lying(LedgerBlocks blocks, long from) {
            return new LedgerBlocks() {
                private long number = from;

                @Override
                public boolean hasNext() {
                    return blocks.hasNext();
                }

                @Override
                public byte[] next() {
                    byte[] block = blocks.next();
                    return number++ == 2 && lying ? forged : block;
                }

                @Override
                public void close() {
                    blocks.close();
                }
            };
        }
    }
}
