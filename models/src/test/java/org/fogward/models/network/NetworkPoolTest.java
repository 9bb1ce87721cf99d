package org.fogward.models.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.fogward.models.Models;
import org.junit.jupiter.api.Test;

class NetworkPoolTest {

    @Test
    void lends_no_more_networks_at_once_than_it_may() throws Exception {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (NetworkPool pool = new NetworkPool(2);
                ExecutorService callers = Executors.newFixedThreadPool(6)) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                results.add(callers.submit(() -> pool.with(Models.TABULAR, network -> {
                    most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                    Thread.yield();
                    busy.decrementAndGet();
                    return true;
                })));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void lends_a_network_again() {
        try (NetworkPool pool = new NetworkPool(1)) {
            Network first = pool.with(Models.TABULAR, network -> network);
            Network second = pool.with(Models.TABULAR, network -> network);
            assertThat(second).isSameAs(first);
        }
    }

    @Test
    void passes_on_what_a_task_throws_and_goes_on_working() {
        try (NetworkPool pool = new NetworkPool(1)) {
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> pool.with(Models.TABULAR, _ -> {
                        throw new UnsupportedOperationException("on purpose");
                    }));
            assertThat(pool.<Integer>with(
                            Models.TABULAR, network -> network.layout().parameters()))
                    .isPositive();
        }
    }

    @Test
    void an_interrupted_caller_stops_waiting_and_stays_interrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<Object> seen = new ArrayList<>();
        try (NetworkPool pool = new NetworkPool(1)) {
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    pool.with(Models.TABULAR, _ -> {
                        started.countDown();
                        try {
                            return never.await(30, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                } catch (CancellationException e) {
                    seen.add(Thread.currentThread().isInterrupted());
                }
            });
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            caller.join(30_000);
            assertThat(seen).containsExactly(true);
            assertThat(pool.<Boolean>with(Models.TABULAR, _ -> true)).isTrue();
        }
    }
}
