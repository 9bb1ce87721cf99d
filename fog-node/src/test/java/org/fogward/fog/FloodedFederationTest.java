package org.fogward.fog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.digest.Digest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloodedFederationTest {
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    private final NetworkPool networks = new NetworkPool(1);

    @AfterEach
    void close() {
        networks.close();
    }

    @Test
    void learns_the_same_beside_a_gateway_that_floods_one_that_reads_nothing_and_one_that_is_slow() throws Exception {
        Digest calm;
        try (FloodedFederation federation = new FloodedFederation(folder.resolve("calm"), ROUNDS, networks)) {
            calm = learn(federation);
            assertThat(federation.limited("message_rate")).isZero();
            assertThat(federation.limited("byte_rate")).isZero();
        }
        try (FloodedFederation federation = new FloodedFederation(folder.resolve("flooded"), ROUNDS, networks)) {
            federation.flood();
            await(() -> federation.limited("message_rate") > 0 && federation.limited("connects") > 0);
            assertThat(learn(federation)).isEqualTo(calm);
            assertThat(federation.dropped("malformed")).isPositive();
        }
    }

    private static Digest learn(FloodedFederation federation) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            federation.answer(round);
        }
        federation.fog.awaitFinished().get(4, TimeUnit.MINUTES);
        assertThat(federation.fog.viewSource().snapshot().rounds())
                .hasSize(ROUNDS)
                .allSatisfy(round -> assertThat(round.accepted()).isEqualTo(FloodedFederation.HONEST));
        return federation.fog.currentModel().digest();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(100_000_000);
        }
    }
}
