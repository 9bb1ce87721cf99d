package org.fogward.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.fogward.edge.EdgeAgent;
import org.fogward.fog.view.GatewaySummary;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.split.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fog node's operator throws the ledger away and writes another one that says the same of the rounds. */
class RewrittenHistoryTest {
    private static final int ROUNDS = 2;

    @TempDir
    Path folder;

    @Test
    void gateways_that_were_there_notice_and_operators_are_told() throws Exception {
        Preparation preparation = Preparation.of(options());
        StateFolder state = StateFolder.open(Optional.of(folder.resolve("state")));
        try (NetworkPool networks = new NetworkPool(2)) {
            try (DemoFederation federation = DemoFederation.start(preparation, 0, state, networks)) {
                federation.fleet().handInShares();
                federation.fog().beginRounds();
                federation.fog().awaitFinished().get(5, TimeUnit.MINUTES);
                until(() -> federation.fleet().gateways().stream()
                        .allMatch(gateway -> gateway.status().proofs() == ROUNDS));
                assertThat(federation.fleet().gateways())
                        .extracting(EdgeAgent::status)
                        .allSatisfy(status -> assertThat(status.historyAlarm()).isEmpty());
            }
            rewrite(state.path());
            try (DemoFederation federation = DemoFederation.start(preparation, 0, state, networks)) {
                federation.fog().beginRounds();
                until(() -> federation.fleet().gateways().stream()
                        .allMatch(gateway -> gateway.status().historyAlarm().isPresent()));
                until(() -> alarms(federation).size()
                        == federation.fleet().gateways().size());
                assertThat(alarms(federation)).allMatch(alarm -> alarm.contains("does not fit the ledger's history"));
                assertThat(federation.fog().audit().findings()).isEmpty();
            }
        }
    }

    private static List<String> alarms(DemoFederation federation) {
        return federation.fog().viewSource().snapshot().gateways().stream()
                .map(GatewaySummary::historyAlarm)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What an audit of the files alone cannot notice. */
    private static void rewrite(Path state) throws IOException, SQLException {
        try (Stream<Path> ledger = Files.walk(state.resolve("ledger"))) {
            for (Path path : ledger.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + state.resolve("fogward.db"));
                Statement statement = database.createStatement()) {
            assertThat(statement.executeUpdate("DELETE FROM round_place")).isEqualTo(ROUNDS);
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private DemoOptions options() throws IOException {
        Path plan = Files.writeString(folder.resolve("plan.yaml"), "training: {epochs: 1, maxBatches: 2}\n");
        return new DemoOptions(
                Optional.empty(),
                Optional.empty(),
                "auto",
                2,
                Optional.of((long) ROUNDS),
                Split.parse("group"),
                Optional.of(plan),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
