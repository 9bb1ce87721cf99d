package org.fogward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.access.AccessLog;
import org.fogward.ledger.budget.PrivacyBudgets;
import org.fogward.ledger.budget.PrivacySpend;
import org.fogward.ledger.change.LedgerChange;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.PrivacyLimit;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.participant.Participants;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.ModelReleases;
import org.fogward.ledger.release.RollbackVote;
import org.fogward.ledger.round.RoundClosing;
import org.fogward.ledger.round.Rounds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the contract promises behind its doors, on every ledger that runs it. Each test has a federation of its own, so that
 * they may all share one ledger, with whatever else it holds. A subclass says how to reach the ledger, and closes what it
 * opens.
 */
public abstract class ContractConformance {
    private static final String PLAN = "a1".repeat(32);
    private static final String NEXT_PLAN = "a2".repeat(32);
    private static final String KEY = "b1".repeat(32);

    private String federation;
    private LedgerClient client;
    private Federations federations;
    private Rounds rounds;

    /** Who calls. */
    protected enum Caller {
        /** A client of the first organisation. */
        CLIENT_1,
        /** An admin of the first organisation. */
        ADMIN_1,
        /** An admin of the second organisation. */
        ADMIN_2
    }

    /** A door to the same ledger for each caller. */
    protected abstract LedgerClient client(Caller caller) throws Exception;

    /** The MSP ids of the two organisations. */
    protected abstract List<String> organisations();

    @BeforeEach
    void open_a_federation() throws Exception {
        federation = "f-" + UUID.randomUUID();
        client = client(Caller.CLIENT_1);
        federations = new Federations(client);
        rounds = new Rounds(client);
        Federations admin = new Federations(client(Caller.ADMIN_1));
        List<String> sorted = organisations().stream().sorted().toList();
        assertThat(admin.open(new Federation(federation, sorted, 2)).already()).isFalse();
        admin.registerFogNode(new FogNode(federation, "fog-1"));
        admin.registerFogNode(new FogNode(federation, "fog-2"));
        federations.release(new Task(federation, PLAN, 1, Optional.empty(), Optional.of(new PrivacyLimit(1_000, 5))));
    }

    @Test
    void keeps_a_federation_and_its_fog_nodes() throws Exception {
        Stored<Federation> stored = federations.federation(federation).orElseThrow();
        assertThat(stored.by()).isEqualTo(organisations().getFirst());
        assertThat(federations.fogNodes(federation, PageRequest.first(10)).items())
                .extracting(node -> node.record().fogNode())
                .containsExactly("fog-1", "fog-2");
        assertThat(federations.federation("f-nobody")).isEmpty();
        refused(Reason.CONFLICT, () -> new Federations(client(Caller.ADMIN_1))
                .open(new Federation(federation, stored.record().organisations(), 1)));
        refused(Reason.CONFLICT, () -> new Federations(client(Caller.ADMIN_2))
                .registerFogNode(new FogNode(federation, "fog-1")));
        refused(Reason.FORBIDDEN, () -> federations.registerFogNode(new FogNode(federation, "fog-3")));
    }

    @Test
    void anchors_a_round_once_and_finds_its_place() throws Exception {
        RoundAnchor anchor = anchor("fog-1", 1, PLAN);
        AnchorReceipt receipt = rounds.anchor(anchor);
        assertThat(receipt.already()).isFalse();
        AnchorReceipt again = new AnchorReceipt(receipt.transactionId(), receipt.block(), receipt.headHash(), true);
        assertThat(rounds.anchor(anchor)).isEqualTo(again);
        AnchoredRound found = rounds.round(federation, "fog-1", 1).orElseThrow();
        assertThat(found.anchor()).isEqualTo(anchor);
        assertThat(found.receipt()).isEqualTo(again);
        assertThat(rounds.round(federation, "fog-2", 1)).isEmpty();
        assertThat(rounds.history(federation, "fog-1", 1))
                .extracting(Stored::transaction)
                .containsExactly(receipt.transactionId());
        refused(Reason.CONFLICT, () -> rounds.anchor(anchor("fog-1", 1, NEXT_PLAN)));
    }

    @Test
    void a_round_follows_the_plan_that_is_in_force() throws Exception {
        refused(Reason.MISSING, () -> rounds.anchor(anchor("fog-1", 1, NEXT_PLAN)));
        refused(Reason.MISSING, () -> federations.release(task("a3".repeat(32), 9, Optional.of(NEXT_PLAN))));
        refused(Reason.INVALID, () -> federations.release(task(NEXT_PLAN, 1, Optional.of(PLAN))));
        refused(Reason.CONFLICT, () -> federations.release(task(NEXT_PLAN, 5, Optional.empty())));
        Task next = task(NEXT_PLAN, 5, Optional.of(PLAN));
        assertThat(federations.release(next).already()).isFalse();
        assertThat(federations.release(next).already()).isTrue();
        refused(Reason.CONFLICT, () -> federations.release(task(NEXT_PLAN, 6, Optional.of(PLAN))));
        refused(Reason.CONFLICT, () -> federations.release(task("a3".repeat(32), 6, Optional.of(PLAN))));
        assertThat(federations.tasks(federation, PageRequest.first(10)).items())
                .extracting(task -> task.record().planDigest())
                .containsExactly(PLAN, NEXT_PLAN);
        rounds.anchor(anchor("fog-1", 4, PLAN));
        rounds.anchor(anchor("fog-1", 5, NEXT_PLAN));
        refused(Reason.CONFLICT, () -> rounds.anchor(anchor("fog-2", 4, NEXT_PLAN)));
        refused(Reason.CONFLICT, () -> rounds.anchor(anchor("fog-2", 5, PLAN)));
    }

    @Test
    void closes_a_round_whose_parts_are_there_and_agree() throws Exception {
        rounds.anchor(anchor("fog-1", 1, PLAN));
        RoundClosing closing = closing(1, List.of("fog-1", "fog-2"), model(0));
        refused(Reason.MISSING, () -> rounds.close(closing));
        rounds.anchor(anchor("fog-2", 1, PLAN));
        refused(Reason.CONFLICT, () -> rounds.close(closing(1, List.of("fog-1", "fog-2"), model(7))));
        assertThat(rounds.close(closing).already()).isFalse();
        assertThat(rounds.close(closing).already()).isTrue();
        refused(Reason.CONFLICT, () -> rounds.close(closing(1, List.of("fog-1"), model(0))));
        assertThat(rounds.closing(federation, 1).orElseThrow().record()).isEqualTo(closing);
        rounds.anchor(anchor("fog-1", 2, PLAN));
        refused(
                Reason.CONFLICT,
                () -> rounds.close(new RoundClosing(federation, 2, List.of("fog-1"), PLAN, model(1), "77".repeat(32))));
        rounds.close(closing(2, List.of("fog-1"), model(1)));
        assertThat(rounds.closings(federation, PageRequest.first(1)).items())
                .extracting(Stored::record)
                .containsExactly(closing);
    }

    @Test
    void registers_suspends_and_restores_a_gateway_and_remembers_all_of_it() throws Exception {
        Participants participants = new Participants(client);
        Participants admin = new Participants(client(Caller.ADMIN_2));
        Gateway gateway = new Gateway(federation, "gw-1", KEY);
        assertThat(participants.register(gateway).already()).isFalse();
        assertThat(participants.register(gateway).already()).isTrue();
        refused(Reason.CONFLICT, () -> participants.register(new Gateway(federation, "gw-2", KEY)));
        participants.add(new GatewayCertificate(federation, "gw-1", "b2".repeat(32)));
        refused(Reason.MISSING, () -> participants.add(new GatewayCertificate(federation, "gw-3", "b3".repeat(32))));
        refused(Reason.FORBIDDEN, () -> participants.withdraw(withdrawal("gw-1")));
        refused(Reason.CONFLICT, () -> admin.withdraw(withdrawal("gw-9")));
        admin.withdraw(withdrawal("gw-1"));
        assertThat(participants.withdrawal(federation, KEY)).isPresent();
        assertThat(participants.certificates(federation, PageRequest.first(9)).items())
                .hasSize(2);
        assertThat(participants.withdrawals(federation, PageRequest.first(9)).items())
                .hasSize(1);

        GatewayStanding suspended = standing(true, "norm-out-of-bounds");
        assertThat(admin.change(suspended).already()).isFalse();
        assertThat(admin.change(suspended).already()).isTrue();
        refused(Reason.CONFLICT, () -> admin.change(standing(true, "other")));
        refused(Reason.FORBIDDEN, () -> participants.change(standing(false, "checked")));
        assertThat(admin.change(standing(false, "checked")).already()).isFalse();
        assertThat(admin.change(standing(false, "again")).already()).isTrue();
        assertThat(participants
                        .standing(federation, "gw-1")
                        .orElseThrow()
                        .record()
                        .suspended())
                .isFalse();
        assertThat(participants.history(federation, "gw-1"))
                .extracting(change -> change.record().reason())
                .containsExactly("checked", "norm-out-of-bounds", "registered");
        assertThat(participants.gateways(federation, PageRequest.first(9)).items())
                .extracting(Stored::record)
                .containsExactly(gateway);
    }

    @Test
    void a_model_is_released_by_enough_organisations_and_rolled_back_by_as_many() throws Exception {
        ModelReleases first = new ModelReleases(client(Caller.ADMIN_1));
        ModelReleases second = new ModelReleases(client(Caller.ADMIN_2));
        for (long round = 1; round <= 3; round++) {
            rounds.anchor(anchor("fog-1", round, PLAN));
            String model = model(round);
            refused(Reason.MISSING, () -> first.approve(new ModelApproval(federation, model)));
            new ModelReleases(client).propose(new ModelProposal(federation, model, round, Optional.of("fog-1")));
            first.approve(new ModelApproval(federation, model));
            assertThat(first.release(federation, round, model)).isEmpty();
            assertThat(first.approve(new ModelApproval(federation, model)).already())
                    .isTrue();
            assertThat(first.release(federation, round, model)).isEmpty();
            second.approve(new ModelApproval(federation, model));
            assertThat(second.release(federation, round, model)
                            .orElseThrow()
                            .record()
                            .organisations())
                    .containsExactlyInAnyOrderElementsOf(organisations());
        }
        assertThat(currentRound(first)).isEqualTo(3);
        refused(Reason.INVALID, () -> first.rollBack(vote(1, 3)));
        refused(Reason.MISSING, () -> first.rollBack(vote(9, 3)));
        assertThat(first.rollBack(vote(3, 1)).already()).isFalse();
        assertThat(first.rollBack(vote(3, 1)).already()).isTrue();
        assertThat(currentRound(first)).isEqualTo(3);
        second.rollBack(vote(3, 1));
        assertThat(currentRound(first)).isEqualTo(1);
        refused(Reason.CONFLICT, () -> first.rollBack(vote(3, 2)));
        assertThat(first.releases(federation, PageRequest.first(9)).items()).hasSize(3);
        assertThat(first.rollbacks(federation, PageRequest.first(9)).items()).hasSize(1);
        assertThat(first.votes(federation, model(3), model(1)).items()).hasSize(2);
        assertThat(first.approvals(federation, model(2)).items()).hasSize(2);
        refused(Reason.CONFLICT, () -> new ModelReleases(client)
                .propose(new ModelProposal(federation, "77".repeat(32), 1, Optional.of("fog-1"))));
        refused(Reason.MISSING, () -> new ModelReleases(client)
                .propose(new ModelProposal(federation, "77".repeat(32), 1, Optional.empty())));
    }

    @Test
    void privacy_is_spent_up_to_the_plans_limit() throws Exception {
        PrivacyBudgets budgets = new PrivacyBudgets(client);
        refused(Reason.MISSING, () -> budgets.spend(spend(Optional.of("gw-1"), 1, Optional.empty(), 1, 5)));
        new Participants(client).register(new Gateway(federation, "gw-1", KEY));
        for (Optional<String> gateway : List.of(Optional.of("gw-1"), Optional.<String>empty())) {
            PrivacySpend spend = spend(gateway, 1, Optional.empty(), 400, 5);
            assertThat(budgets.spend(spend).already()).isFalse();
            assertThat(budgets.spend(spend).already()).isTrue();
            refused(Reason.CONFLICT, () -> budgets.spend(spend(gateway, 1, Optional.empty(), 401, 5)));
            refused(Reason.MISSING, () -> budgets.spend(spend(gateway, 4, Optional.of(2L), 500, 5)));
            refused(Reason.CONFLICT, () -> budgets.spend(spend(gateway, 2, Optional.of(1L), 399, 5)));
            refused(Reason.CONFLICT, () -> budgets.spend(spend(gateway, 2, Optional.of(1L), 1_001, 5)));
            refused(Reason.CONFLICT, () -> budgets.spend(spend(gateway, 2, Optional.of(1L), 500, 4)));
            budgets.spend(spend(gateway, 2, Optional.of(1L), 1_000, 5));
        }
        assertThat(budgets.spends(federation, PageRequest.first(9)).items()).hasSize(2);
        assertThat(budgets.spends(federation, "gw-1", PageRequest.first(9)).items())
                .hasSize(2);
        assertThat(budgets.spent(federation, 2).orElseThrow().record().epsilonMillionths())
                .isEqualTo(1_000);
        assertThat(budgets.spent(federation, "gw-1", 1)).isPresent();
        federations.release(task(NEXT_PLAN, 3, Optional.of(PLAN)));
        budgets.spend(new PrivacySpend(federation, Optional.empty(), 3, NEXT_PLAN, Optional.of(2L), 9_000, 1));
    }

    @Test
    void each_look_is_logged_once() throws Exception {
        AccessLog log = new AccessLog(client);
        AccessEntry entry = new AccessEntry(federation, "e1".repeat(16), "05".repeat(8), AccessEntry.PROOF, KEY);
        assertThat(log.log(entry).already()).isFalse();
        assertThat(log.log(entry).already()).isTrue();
        log.log(new AccessEntry(federation, "e2".repeat(16), "05".repeat(8), AccessEntry.PROOF, KEY));
        assertThat(log.entries(federation, PageRequest.first(9)).items()).hasSize(2);
    }

    @Test
    void lists_come_in_pages_that_leave_nothing_out() throws Exception {
        for (long round : new long[] {10, 9, 1, 100, 2}) {
            rounds.anchor(anchor("fog-2", round, PLAN));
        }
        rounds.anchor(anchor("fog-1", 7, PLAN));
        for (int size : new int[] {1, 2, 4, 5, 100}) {
            List<Long> found = new ArrayList<>();
            Optional<PageRequest> next = Optional.of(PageRequest.first(size));
            while (next.isPresent()) {
                Page<RoundAnchor> page = rounds.rounds(federation, next.get());
                assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
                page.items().forEach(item -> found.add(item.record().round()));
                next = page.next(size);
            }
            assertThat(found).as("pages of %d", size).containsExactly(7L, 1L, 2L, 9L, 10L, 100L);
        }
        assertThat(rounds.rounds(federation, "fog-2", PageRequest.first(100)).items())
                .hasSize(5);
        for (String[] wrong : new String[][] {
            {"round", federation, "0", ""},
            {"round", federation, "101", ""},
            {"round", federation, "x", ""},
            {"round", federation, "5", "xyz"},
            {"rounds", federation, "5", ""},
            {"round", federation + "/fog-1/7/8", "5", ""},
            {"round", "Clinics", "5", ""}
        }) {
            refused(Reason.INVALID, () -> client.evaluate(ContractCall.of("list", wrong)));
        }
        refused(Reason.INVALID, () -> client.evaluate(ContractCall.of("find", "round", federation)));
        refused(Reason.INVALID, () -> client.evaluate(ContractCall.of("history", "round", federation)));
    }

    @Test
    void tells_each_change_in_order_and_says_nothing_of_what_was_so_already() throws Exception {
        long from = client.head().height();
        AnchorReceipt receipt = rounds.anchor(anchor("fog-1", 1, PLAN));
        rounds.anchor(anchor("fog-1", 1, PLAN));
        new ModelReleases(client).propose(new ModelProposal(federation, model(1), 1, Optional.of("fog-1")));
        new ModelReleases(client(Caller.ADMIN_1)).approve(new ModelApproval(federation, model(1)));
        new ModelReleases(client(Caller.ADMIN_2)).approve(new ModelApproval(federation, model(1)));
        List<LedgerChange> changes = new ArrayList<>();
        try (LedgerEvents events = client.events(from, "")) {
            while (changes.size() < 4 && events.hasNext()) {
                LedgerEvent event = events.next();
                if (event.payload().contains(federation)) {
                    changes.add(LedgerChange.of(event));
                }
            }
        }
        assertThat(changes.getFirst()).isInstanceOfSatisfying(LedgerChange.RoundAnchored.class, change -> {
            assertThat(change.stored().record()).isEqualTo(anchor("fog-1", 1, PLAN));
            assertThat(change.event().transactionId()).isEqualTo(receipt.transactionId());
            assertThat(change.event().block()).isEqualTo(receipt.block());
        });
        assertThat(changes.get(1)).isInstanceOf(LedgerChange.ModelProposed.class);
        assertThat(changes.get(2)).isInstanceOf(LedgerChange.ModelApproved.class);
        assertThat(changes.get(3)).isInstanceOf(LedgerChange.ModelReleased.class);
    }

    @Test
    void nobody_does_what_another_role_is_for() throws Exception {
        Federations admin = new Federations(client(Caller.ADMIN_1));
        refused(Reason.FORBIDDEN, () -> admin.release(task(NEXT_PLAN, 5, Optional.of(PLAN))));
        refused(Reason.FORBIDDEN, () -> new Rounds(client(Caller.ADMIN_1)).anchor(anchor("fog-1", 1, PLAN)));
        refused(Reason.FORBIDDEN, () -> federations.open(new Federation("f-other", organisations(), 1)));
        refused(Reason.FORBIDDEN, () -> new ModelReleases(client).approve(new ModelApproval(federation, KEY)));
        refused(
                Reason.MISSING,
                () -> federations.release(new Task("f-nobody", PLAN, 1, Optional.empty(), Optional.empty())));
    }

    private long currentRound(ModelReleases releases) throws LedgerException {
        Optional<Stored<ModelRelease>> current = releases.current(federation);
        return current.orElseThrow().record().round();
    }

    private Task task(String plan, long fromRound, Optional<String> previous) {
        return new Task(federation, plan, fromRound, previous, Optional.empty());
    }

    private RoundAnchor anchor(String fogNode, long round, String plan) {
        return new RoundAnchor(
                federation,
                fogNode,
                round,
                plan,
                "fedavg",
                model(round - 1),
                model(round),
                "ab".repeat(32),
                "cd".repeat(32),
                4,
                3,
                Map.of("malformed", 2, "wrong_round", 1));
    }

    private RoundClosing closing(long round, List<String> fogNodes, String oldModel) {
        return new RoundClosing(federation, round, fogNodes, PLAN, oldModel, model(round));
    }

    private CertificateWithdrawal withdrawal(String gateway) {
        return new CertificateWithdrawal(federation, gateway, KEY, "replaced");
    }

    private GatewayStanding standing(boolean suspended, String reason) {
        return new GatewayStanding(federation, "gw-1", suspended, reason, "see report 7");
    }

    private RollbackVote vote(long from, long to) {
        return new RollbackVote(federation, model(from), model(to), "worse", "");
    }

    private PrivacySpend spend(
            Optional<String> gateway, long round, Optional<Long> previous, long epsilon, int deltaExponent) {
        return new PrivacySpend(federation, gateway, round, PLAN, previous, epsilon, deltaExponent);
    }

    private static String model(long round) {
        return "%064d".formatted(round);
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}
