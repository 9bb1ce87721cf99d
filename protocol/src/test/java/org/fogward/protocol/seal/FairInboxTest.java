package org.fogward.protocol.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FairInboxTest {

    @Test
    void each_has_a_turn_however_much_another_brings() throws Exception {
        List<String> done = new ArrayList<>();
        try (FairInbox inbox = new FairInbox(new InboxLimits(100, 1 << 20, 1 << 20))) {
            CountDownLatch go = hold(inbox);
            for (int i = 0; i < 50; i++) {
                inbox.put("flooder", 1, () -> done.add("flooder"));
            }
            inbox.put("aurora", 1, () -> done.add("aurora"));
            inbox.put("borealis", 1, () -> done.add("borealis"));
            go.countDown();
            flush(inbox, "flooder");
        }
        assertThat(done.subList(0, 3)).containsExactlyInAnyOrder("flooder", "aurora", "borealis");
    }

    @Test
    void whoever_brings_too_much_loses_it_alone() throws Exception {
        try (FairInbox inbox = new FairInbox(new InboxLimits(3, 10, 1 << 20))) {
            CountDownLatch go = hold(inbox);
            assertThat(inbox.put("many", 1, () -> {})).isTrue();
            assertThat(inbox.put("many", 1, () -> {})).isTrue();
            assertThat(inbox.put("many", 1, () -> {})).isTrue();
            assertThat(inbox.put("many", 1, () -> {})).isFalse();
            assertThat(inbox.put("large", 100, () -> {})).isTrue();
            assertThat(inbox.put("large", 1, () -> {})).isFalse();
            assertThat(inbox.put("aurora", 1, () -> {})).isTrue();
            go.countDown();
        }
    }

    @Test
    void all_that_was_taken_is_done_in_each_one_s_order() throws Exception {
        Random random = new Random(5);
        List<List<Integer>> done = new ArrayList<>();
        List<List<Integer>> taken = new ArrayList<>();
        try (FairInbox inbox = new FairInbox(new InboxLimits(20, 1_000, 2_000))) {
            for (int peer = 0; peer < 5; peer++) {
                done.add(new ArrayList<>());
                taken.add(new ArrayList<>());
            }
            for (int i = 0; i < 2_000; i++) {
                int peer = random.nextInt(5);
                int number = i;
                if (inbox.put("peer-" + peer, random.nextInt(300), () -> done.get(peer)
                        .add(number))) {
                    taken.get(peer).add(number);
                }
            }
            for (int peer = 0; peer < 5; peer++) {
                flush(inbox, "peer-" + peer);
            }
        }
        assertThat(done).isEqualTo(taken);
        assertThat(taken).noneMatch(List::isEmpty);
    }

    @Test
    void a_failure_ends_nothing_but_its_own_work() throws Exception {
        try (FairInbox inbox = new FairInbox(InboxLimits.DEFAULT)) {
            inbox.put("aurora", 1, () -> {
                throw new IllegalStateException("as it may be");
            });
            flush(inbox, "aurora");
        }
    }

    /** Keeps the worker busy until the latch opens. */
    private static CountDownLatch hold(FairInbox inbox) throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        inbox.put(() -> {
            busy.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        busy.await();
        return go;
    }

    private static void flush(FairInbox inbox, String peer) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        while (!inbox.put(peer, 1, done::countDown)) {
            Thread.onSpinWait();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
