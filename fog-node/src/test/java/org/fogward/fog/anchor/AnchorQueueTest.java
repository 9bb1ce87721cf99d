package org.fogward.fog.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.round.Database;
import org.fogward.fog.round.Founding;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundPhase;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.yaml.FieldException;
import org.fogward.ledger.AnchorLedger;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.client.ClientAnchorLedger;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.EmbeddedOptions;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.participant.Participants;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorQueueTest {
    private static final FederationId FEDERATION = new FederationId("ward");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private final List<RoundPlace> heard = Collections.synchronizedList(new ArrayList<>());
    private RoundStore store;
    private EmbeddedLedger embedded;
    private UnreliableLedger ledger;
    private AnchorQueue queue;

    @BeforeEach
    void open() throws Exception {
        store = new RoundStore(Database.open(directory.resolve(Database.FILE)));
        store.found(new Founding(FEDERATION.value(), digest("plan"), digest("model 0")));
        Path place = directory.resolve("ledger");
        embedded = EmbeddedLedger.open(place, EmbeddedOptions.standard());
        ledger = new UnreliableLedger(new ClientAnchorLedger(embedded.connect(embedded.member(NodeRole.CLIENT))));
        queue = queue();
    }

    @AfterEach
    void close() throws Exception {
        queue.close();
        ledger.close();
        embedded.close();
    }

    @Test
    void anchors_what_waits_in_order_and_tells_where() throws Exception {
        combine(1);
        combine(2);
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);

        assertThat(heard).extracting(RoundPlace::round).containsExactly(1L, 2L);
        assertThat(store.places()).isEqualTo(heard);
        assertThat(store.notAnchored()).isEmpty();
        assertThat(queue.trouble()).isEmpty();
    }

    @Test
    void records_the_federation_its_plan_and_its_gateways_before_the_first_round() throws Exception {
        store.rememberGateway(new GatewayId("gw-a"), "key 1");
        store.rememberGateway(new GatewayId("gw-a"), "key 2");
        combine(1);
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        queue.close();
        long height = ledger.head().height();

        LedgerClient client = embedded.connect(embedded.member(NodeRole.CLIENT));
        Federations federations = new Federations(client);
        assertThat(federations.federation(FEDERATION.value())).isPresent();
        assertThat(federations.task(FEDERATION.value(), plan().digest().hex())).isPresent();
        Participants participants = new Participants(client);
        assertThat(participants.gateway(FEDERATION.value(), "gw-a")).isPresent();
        assertThat(participants.certificate(FEDERATION.value(), digest("key 1").hex()))
                .isPresent();
        assertThat(participants.certificate(FEDERATION.value(), digest("key 2").hex()))
                .isPresent();

        queue = queue();
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        assertThat(ledger.head().height()).isEqualTo(height);
    }

    @Test
    void says_why_rounds_wait_while_the_ledger_cannot_be_reached_and_anchors_them_later() throws Exception {
        ledger.reachable = false;
        combine(1);
        queue.look();
        combine(2);
        queue.look();
        until(() -> queue.trouble().isPresent());
        assertThat(queue.trouble().orElseThrow()).contains("to be anchored: no route");
        assertThat(store.places()).isEmpty();

        ledger.reachable = true;
        queue.settled().get(20, TimeUnit.SECONDS);

        assertThat(heard).extracting(RoundPlace::round).containsExactly(1L, 2L);
        assertThat(queue.trouble()).isEmpty();
    }

    @Test
    void is_well_again_once_the_founding_is_recorded_though_no_round_waits() throws Exception {
        ledger.reachable = false;
        queue.look();
        until(() -> queue.trouble().isPresent());
        assertThat(queue.trouble().orElseThrow()).startsWith("the ledger does not take what the federation is founded");

        ledger.reachable = true;
        queue.settled().get(20, TimeUnit.SECONDS);
        assertThat(queue.trouble()).isEmpty();
    }

    @Test
    void anchors_once_what_the_ledger_took_without_saying_so() throws Exception {
        ledger.answers = false;
        combine(1);
        queue.look();
        until(() -> queue.trouble().isPresent());
        ledger.answers = true;
        queue.settled().get(20, TimeUnit.SECONDS);

        assertThat(ledger.rounds(FEDERATION.value())).hasSize(1);
        assertThat(heard).hasSize(1);
        assertThat(heard.getFirst().ledgerTransaction())
                .isEqualTo(
                        ledger.rounds(FEDERATION.value()).getFirst().receipt().transactionId());
    }

    @Test
    void goes_on_after_a_restart_with_what_waited() throws Exception {
        ledger.reachable = false;
        combine(1);
        queue.look();
        until(() -> queue.trouble().isPresent());
        queue.close();
        ledger.reachable = true;
        queue = queue();
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);

        assertThat(heard).extracting(RoundPlace::round).containsExactly(1L);
    }

    private AnchorQueue queue() throws Exception {
        LedgerMembers members = new LedgerMembers(
                embedded.member(NodeRole.CLIENT).mspId(),
                unreliable(embedded.connect(embedded.member(NodeRole.CLIENT))),
                embedded.connect(embedded.member(NodeRole.ADMIN)));
        Plan plan = plan();
        return new AnchorQueue(
                new FoundingRecords(FEDERATION, plan, store, members),
                new RoundAnchors(FEDERATION, plan, store),
                store,
                ledger,
                heard::add);
    }

    /** The same line to the same ledger. */
    private LedgerClient unreliable(LedgerClient client) {
        return (LedgerClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LedgerClient.class}, (proxy, method, arguments) -> {
                    if (!ledger.reachable) {
                        throw new LedgerException(Reason.UNAVAILABLE, "no route");
                    }
                    return method.invoke(client, arguments);
                });
    }

    private static Plan plan() throws FieldException {
        return Plan.parse("""
                model:
                  family: tabular
                  input: {height: 1, width: 1, channels: 4}
                  features: 0
                  width: 1.0
                  classes: [well, ill]
                rounds: {count: 9}
                """);
    }

    private void combine(long number) {
        store.open(new Round(number, RoundPhase.OPEN, digest("model " + (number - 1)), AT, AT.plusSeconds(60)));
        store.close(number);
        store.combined(
                new RoundResult(
                        number,
                        digest("model " + number),
                        Optional.empty(),
                        digest("state " + number),
                        digest("root " + number),
                        1,
                        1,
                        100,
                        100),
                Optional.empty());
    }

    private static Digest digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8));
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** A real ledger behind a line that breaks, before or after the ledger has heard. */
    private static final class UnreliableLedger implements AnchorLedger {
        private final AnchorLedger ledger;
        private volatile boolean reachable = true;
        private volatile boolean answers = true;

        private UnreliableLedger(AnchorLedger ledger) {
            this.ledger = ledger;
        }

        @Override
        public AnchorReceipt anchorRound(RoundAnchor anchor) throws LedgerException {
            if (!reachable) {
                throw new LedgerException(Reason.UNAVAILABLE, "no route");
            }
            AnchorReceipt receipt = ledger.anchorRound(anchor);
            if (!answers) {
                throw new LedgerException(Reason.UNAVAILABLE, "the line broke");
            }
            return receipt;
        }

        @Override
        public Optional<AnchoredRound> round(String federation, String fogNode, long round) throws LedgerException {
            return ledger.round(federation, fogNode, round);
        }

        @Override
        public List<AnchoredRound> rounds(String federation) throws LedgerException {
            return ledger.rounds(federation);
        }

        @Override
        public LedgerHead head() throws LedgerException {
            return ledger.head();
        }

        @Override
        public void close() throws LedgerException {
            ledger.close();
        }
    }
}
