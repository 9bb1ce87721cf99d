package org.fogward.fog.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedChainTest {
    @TempDir
    Path folder;

    private LedgerStory ledger;
    private LedgerEvent third;

    @BeforeEach
    void open() throws Exception {
        ledger = new LedgerStory(folder);
        ledger.found("ward");
        try (LedgerEvents events = ledger.fogNode.events(0, "")) {
            events.next();
            events.next();
            third = events.next();
        }
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void leads_to_an_events_place_and_goes_on_from_there() throws Exception {
        Checkpoint at = FollowedChain.from(ledger.fogNode, Checkpoint.BEGINNING).advance(third);
        assertThat(at.headHash())
                .isEqualTo(
                        ledger.fogNode.find(third.transactionId()).orElseThrow().headHash());
        assertThat(FollowedChain.from(ledger.fogNode, at).advance(third)).isEqualTo(at);
    }

    @Test
    void refuses_an_event_that_its_block_does_not_hold() throws Exception {
        FollowedChain chain = FollowedChain.from(ledger.fogNode, Checkpoint.BEGINNING);
        LedgerEvent elsewhere = new LedgerEvent(third.block(), "ab".repeat(32), third.name(), third.payload());
        assertThatThrownBy(() -> chain.advance(elsewhere))
                .isInstanceOfSatisfying(LedgerException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.CONFLICT))
                .hasMessageContaining("block " + third.block() + " that the block does not hold");
    }

    @Test
    void takes_a_damaged_block_for_what_it_is_or_refuses_it_and_nothing_else() throws Exception {
        Checkpoint sound =
                FollowedChain.from(ledger.fogNode, Checkpoint.BEGINNING).advance(third);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 400; i++) {
            LedgerClient damaged = blocks(block -> {
                byte[] bytes =
                        Arrays.copyOf(block, random.nextInt(4) == 0 ? random.nextInt(block.length) : block.length);
                for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                return bytes;
            });
            try {
                Checkpoint at =
                        FollowedChain.from(damaged, Checkpoint.BEGINNING).advance(third);
                assertThat(at.transaction()).isEqualTo(sound.transaction());
            } catch (LedgerException e) {
                assertThat(e.getMessage()).contains("block ");
            }
        }
    }

    private LedgerClient blocks(UnaryOperator<byte[]> change) {
        return (LedgerClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LedgerClient.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(ledger.fogNode, arguments);
                        return answer instanceof Optional<?> found && found.orElseThrow() instanceof byte[] block
                                ? Optional.of(change.apply(block))
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
