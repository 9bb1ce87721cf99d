package org.fogward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.budget.PrivacySpend;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.PrivacyLimit;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.ModelReleases;
import org.fogward.ledger.release.RollbackVote;
import org.fogward.ledger.round.RoundClosing;
import org.fogward.ledger.round.Rounds;

/** A federation of two organisations that the promises are tried on, and what is recorded in it. */
public final class ConformingFederation {
    static final String PLAN = "a1".repeat(32);
    static final String NEXT_PLAN = "a2".repeat(32);
    static final String KEY = "b1".repeat(32);

    private final String id = "f-" + UUID.randomUUID();
    private final List<String> organisations;
    private final Function<Caller, LedgerClient> clients;

    /** Opens a federation with two fog nodes and a plan. */
    ConformingFederation(List<String> organisations, Function<Caller, LedgerClient> clients) throws LedgerException {
        this.organisations = organisations;
        this.clients = clients;
        Federations admin = new Federations(client(Caller.ADMIN_1));
        assertThat(admin.open(new Federation(id, organisations.stream().sorted().toList(), 2))
                        .already())
                .isFalse();
        admin.registerFogNode(new FogNode(id, "fog-1"));
        admin.registerFogNode(new FogNode(id, "fog-2"));
        federations().release(new Task(id, PLAN, 1, Optional.empty(), Optional.of(new PrivacyLimit(1_000, 5))));
    }

    /** Who calls. */
    public enum Caller {
        /** A client of the first organisation. */
        CLIENT_1,
        /** An admin of the first organisation. */
        ADMIN_1,
        /** An admin of the second organisation. */
        ADMIN_2
    }

    String id() {
        return id;
    }

    List<String> organisations() {
        return organisations;
    }

    LedgerClient client(Caller caller) {
        return clients.apply(caller);
    }

    LedgerClient client() {
        return client(Caller.CLIENT_1);
    }

    Federations federations() {
        return new Federations(client());
    }

    Rounds rounds() {
        return new Rounds(client());
    }

    long currentRound(ModelReleases releases) throws LedgerException {
        Optional<Stored<ModelRelease>> current = releases.current(id);
        return current.orElseThrow().record().round();
    }

    Task task(String plan, long fromRound, Optional<String> previous) {
        return new Task(id, plan, fromRound, previous, Optional.empty());
    }

    RoundAnchor anchor(String fogNode, long round, String plan) {
        return new RoundAnchor(
                id,
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

    RoundClosing closing(long round, List<String> fogNodes, String oldModel) {
        return new RoundClosing(id, round, fogNodes, PLAN, oldModel, model(round));
    }

    CertificateWithdrawal withdrawal(String gateway) {
        return new CertificateWithdrawal(id, gateway, KEY, "replaced");
    }

    GatewayStanding standing(boolean suspended, String reason) {
        return new GatewayStanding(id, "gw-1", suspended, reason, "see report 7");
    }

    RollbackVote vote(long from, long to) {
        return new RollbackVote(id, model(from), model(to), "worse", "");
    }

    PrivacySpend spend(Optional<String> gateway, long round, Optional<Long> previous, long epsilon, int deltaExponent) {
        return new PrivacySpend(id, gateway, round, PLAN, previous, epsilon, deltaExponent);
    }

    String model(long round) {
        return "%064d".formatted(round);
    }

    static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(LedgerException.class, e -> assertThat(e.reason())
                .isEqualTo(reason));
    }
}
