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
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.EmbeddedOptions;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.participant.Participants;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelReleases;
import org.fogward.ledger.round.Rounds;
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
    private LedgerClient client;
    private volatile boolean reachable = true;
    private volatile boolean answers = true;
    private volatile boolean keeps = true;
    private Optional<LedgerClient> administrator = Optional.empty();
    private List<String> keepers = List.of();
    private volatile String silent = "";
    private AnchorQueue queue;

    @BeforeEach
    void open() throws Exception {
        store = new RoundStore(Database.open(directory.resolve(Database.FILE)));
        store.found(new Founding(FEDERATION.value(), digest("plan"), digest("model 0")));
        Path place = directory.resolve("ledger");
        embedded = EmbeddedLedger.open(place, EmbeddedOptions.standard());
        client = embedded.connect(embedded.member(NodeRole.CLIENT));
        administrator = Optional.of(embedded.connect(embedded.member(NodeRole.ADMIN)));
        keepers = List.of(embedded.member(NodeRole.CLIENT).mspId());
        queue = queue();
    }

    @AfterEach
    void close() throws Exception {
        queue.close();
        administrator.ifPresent(LedgerClient::close);
        client.close();
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
        long height = client.head().height();

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
        assertThat(client.head().height()).isEqualTo(height);
    }

    @Test
    void says_why_rounds_wait_while_the_ledger_cannot_be_reached_and_anchors_them_later() throws Exception {
        reachable = false;
        combine(1);
        queue.look();
        combine(2);
        queue.look();
        until(() -> queue.trouble().isPresent());
        assertThat(queue.trouble().orElseThrow()).contains("to be anchored: no route");
        assertThat(store.places()).isEmpty();

        reachable = true;
        queue.settled().get(20, TimeUnit.SECONDS);

        assertThat(heard).extracting(RoundPlace::round).containsExactly(1L, 2L);
        assertThat(queue.trouble()).isEmpty();
    }

    @Test
    void is_well_again_once_the_founding_is_recorded_though_no_round_waits() throws Exception {
        reachable = false;
        queue.look();
        until(() -> queue.trouble().isPresent());
        assertThat(queue.trouble().orElseThrow()).startsWith("the ledger does not take what the federation is founded");

        reachable = true;
        queue.settled().get(20, TimeUnit.SECONDS);
        assertThat(queue.trouble()).isEmpty();
    }

    @Test
    void anchors_once_what_the_ledger_took_without_saying_so() throws Exception {
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        answers = false;
        combine(1);
        queue.look();
        until(() -> queue.trouble().isPresent());
        answers = true;
        queue.settled().get(20, TimeUnit.SECONDS);

        assertThat(new Rounds(client)
                        .rounds(FEDERATION.value(), PageRequest.first(10))
                        .items())
                .extracting(Stored::transaction)
                .containsExactly(heard.getFirst().ledgerTransaction());
        assertThat(heard).hasSize(1);
    }

    @Test
    void a_round_counts_as_anchored_when_its_block_is_kept_here_too() throws Exception {
        keeps = false;
        combine(1);
        queue.look();
        until(() -> queue.trouble().isPresent());
        assertThat(queue.trouble().orElseThrow()).contains("is not copied yet");
        assertThat(store.places()).isEmpty();
        keeps = true;
        queue.settled().get(20, TimeUnit.SECONDS);
        assertThat(store.places()).hasSize(1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void without_an_administrator_it_waits_until_somebody_else_has_opened_the_federation() throws Exception {
        LedgerClient theirs = administrator.orElseThrow();
        queue.close();
        administrator = Optional.empty();
        queue = queue();
        combine(1);
        queue.look();
        until(() -> queue.trouble().isPresent());
        assertThat(queue.trouble().orElseThrow())
                .contains("nobody has opened the federation ward")
                .contains("the profile has no admin of fogward");
        new Federations(theirs).open(new Federation(FEDERATION.value(), List.of("fogward", "others"), 2));
        until(() -> queue.trouble().orElse("").contains("this fog node is not registered"));
        new Federations(theirs).registerFogNode(new FogNode(FEDERATION.value(), "fog"));
        queue.settled().get(20, TimeUnit.SECONDS);
        assertThat(queue.trouble()).isEmpty();
        assertThat(store.places()).hasSize(1);
        theirs.close();
    }

    @Test
    void opens_the_federation_for_all_who_keep_it() throws Exception {
        queue.close();
        keepers = List.of("fogward", "others");
        queue = queue();
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        Federation opened = new Federations(client)
                .federation(FEDERATION.value())
                .orElseThrow()
                .record();
        assertThat(opened).isEqualTo(new Federation(FEDERATION.value(), keepers, 2));
    }

    @Test
    void registers_the_fog_node_in_a_federation_whose_founding_was_cut_short() throws Exception {
        new Federations(administrator.orElseThrow()).open(new Federation(FEDERATION.value(), keepers, 1));
        combine(1);
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        assertThat(store.places()).hasSize(1);
    }

    @Test
    void goes_on_after_a_restart_with_what_waited() throws Exception {
        reachable = false;
        combine(1);
        queue.look();
        until(() -> queue.trouble().isPresent());
        queue.close();
        reachable = true;
        queue = queue();
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);

        assertThat(heard).extracting(RoundPlace::round).containsExactly(1L);
    }

    @Test
    void proposes_the_last_rounds_model_once_it_is_anchored_and_not_twice() throws Exception {
        for (long round = 1; round <= 8; round++) {
            combine(round);
        }
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        ModelReleases releases = new ModelReleases(client);
        assertThat(releases.proposals(FEDERATION.value(), PageRequest.first(9)).items())
                .isEmpty();

        combine(9);
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        assertThat(releases.proposals(FEDERATION.value(), PageRequest.first(9)).items())
                .extracting(proposal -> proposal.record())
                .containsExactly(
                        new ModelProposal(FEDERATION.value(), digest("model 9").hex(), 9, Optional.of("fog")));
        long height = client.head().height();

        queue.close();
        queue = queue();
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        assertThat(client.head().height()).isEqualTo(height);
        assertThat(queue.trouble()).isEmpty();
    }

    @Test
    void proposes_later_and_once_what_the_ledger_took_without_saying_so() throws Exception {
        for (long round = 1; round <= 8; round++) {
            combine(round);
        }
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        combine(9);
        silent = "proposeModel";
        queue.look();
        until(() -> queue.trouble().isPresent());
        assertThat(queue.trouble().orElseThrow())
                .isEqualTo("the ledger does not take the proposal of the last round's model: the line broke");
        queue.close();

        silent = "";
        queue = queue();
        queue.look();
        queue.settled().get(10, TimeUnit.SECONDS);
        assertThat(new ModelReleases(client)
                        .proposals(FEDERATION.value(), PageRequest.first(9))
                        .items())
                .hasSize(1);
    }

    private AnchorQueue queue() throws Exception {
        LedgerMembers members = new LedgerMembers(
                embedded.member(NodeRole.CLIENT).mspId(), keepers, keepers.size(), unreliable(client), administrator);
        Plan plan = plan();
        return new AnchorQueue(
                new FoundingRecords(FEDERATION, plan, store, members),
                new ModelProposals(FEDERATION, plan, store, members),
                new RoundAnchors(FEDERATION, plan, store),
                store,
                members.fogNode(),
                kept(),
                heard::add);
    }

    /** A real ledger behind a line that breaks, before or after the ledger has heard. */
    private LedgerClient unreliable(LedgerClient client) {
        return (LedgerClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LedgerClient.class}, (proxy, method, arguments) -> {
                    if (!reachable) {
                        throw new LedgerException(Reason.UNAVAILABLE, "no route");
                    }
                    Object answer = method.invoke(client, arguments);
                    if (!silent.isEmpty()
                            && arguments != null
                            && arguments[0] instanceof ContractCall call
                            && call.function().equals(silent)) {
                        throw new LedgerException(Reason.UNAVAILABLE, "the line broke");
                    }
                    if (!answers && method.getName().equals("submit")) {
                        throw new LedgerException(Reason.UNAVAILABLE, "the line broke");
                    }
                    return answer;
                });
    }

    private KeptBlocks kept() {
        return new KeptBlocks() {
            @Override
            public void require(AnchorReceipt receipt) throws LedgerException {
                if (!keeps) {
                    throw new LedgerException(Reason.UNAVAILABLE, "block " + receipt.block() + " is not copied yet");
                }
            }

            @Override
            public Optional<byte[]> block(long number) throws LedgerException {
                return client.block(number);
            }
        };
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
}
