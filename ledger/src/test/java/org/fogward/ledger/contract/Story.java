package org.fogward.ledger.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.budget.PrivacySpend;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.PrivacyLimit;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.RollbackVote;
import org.fogward.ledger.round.RoundClosing;

/** A federation of two organisations from its opening to a way back, in which every function is called. */
final class Story {
    static final String FEDERATION = "clinics";
    static final String PLAN = "11".repeat(32);
    static final String KEY = "b1".repeat(32);
    static final String FURTHER_KEY = "b2".repeat(32);

    static final TestMember ADMIN_1 = TestMember.with("Org1MSP", Role.ADMIN);
    static final TestMember CLIENT_1 = TestMember.with("Org1MSP", Role.CLIENT);
    static final TestMember ADMIN_2 = TestMember.with("Org2MSP", Role.ADMIN);
    static final TestMember CLIENT_2 = TestMember.with("Org2MSP", Role.CLIENT);

    private Story() {}

    record Step(TestMember member, ContractCall call) {}

    static List<Step> steps() {
        return List.of(
                step(ADMIN_1, "openFederation", new Federation(FEDERATION, List.of("Org1MSP", "Org2MSP"), 2)),
                step(ADMIN_1, "registerFogNode", new FogNode(FEDERATION, "fog-1")),
                step(ADMIN_2, "registerFogNode", new FogNode(FEDERATION, "fog-2")),
                step(CLIENT_1, "releaseTask", task(PLAN, 1, Optional.empty())),
                step(CLIENT_1, "registerGateway", new Gateway(FEDERATION, "gw-1", KEY)),
                step(CLIENT_1, "addCertificate", new GatewayCertificate(FEDERATION, "gw-1", FURTHER_KEY)),
                step(ADMIN_2, "withdrawCertificate", new CertificateWithdrawal(FEDERATION, "gw-1", KEY, "replaced")),
                step(ADMIN_1, "suspendGateway", standing(true)),
                step(ADMIN_2, "restoreGateway", standing(false)),
                step(CLIENT_1, "spendBudget", spend(1, Optional.empty(), 100_000)),
                step(CLIENT_1, "anchorRound", anchor("fog-1", 1)),
                step(CLIENT_2, "anchorRound", anchor("fog-2", 1)),
                step(CLIENT_1, "closeRound", closing(1)),
                step(CLIENT_1, "spendBudget", spend(2, Optional.of(1L), 200_000)),
                step(CLIENT_1, "anchorRound", anchor("fog-1", 2)),
                step(CLIENT_2, "anchorRound", anchor("fog-2", 2)),
                step(CLIENT_2, "closeRound", closing(2)),
                step(CLIENT_1, "proposeModel", new ModelProposal(FEDERATION, combined(1), 1, Optional.empty())),
                step(ADMIN_1, "approveModel", new ModelApproval(FEDERATION, combined(1))),
                step(ADMIN_2, "approveModel", new ModelApproval(FEDERATION, combined(1))),
                step(CLIENT_2, "proposeModel", new ModelProposal(FEDERATION, combined(2), 2, Optional.empty())),
                step(ADMIN_2, "approveModel", new ModelApproval(FEDERATION, combined(2))),
                step(ADMIN_1, "approveModel", new ModelApproval(FEDERATION, combined(2))),
                step(ADMIN_1, "rollbackModel", vote("worse")),
                step(ADMIN_2, "rollbackModel", vote("site-report")),
                step(
                        CLIENT_1,
                        "logAccess",
                        new AccessEntry(FEDERATION, "e".repeat(32), "5".repeat(16), AccessEntry.MODEL, combined(1))));
    }

    static Step step(TestMember member, String function, Record record) {
        return new Step(member, ContractCall.of(function, CanonicalJson.write(record)));
    }

    static Task task(String plan, long fromRound, Optional<String> previous) {
        return new Task(FEDERATION, plan, fromRound, previous, Optional.of(new PrivacyLimit(1_000_000, 5)));
    }

    static GatewayStanding standing(boolean suspended) {
        return new GatewayStanding(FEDERATION, "gw-1", suspended, "norm-out-of-bounds", "see report 7");
    }

    static PrivacySpend spend(long round, Optional<Long> previous, long epsilon) {
        return new PrivacySpend(FEDERATION, Optional.of("gw-1"), round, PLAN, previous, epsilon, 5);
    }

    static RoundAnchor anchor(String fogNode, long round) {
        return new RoundAnchor(
                FEDERATION,
                fogNode,
                round,
                PLAN,
                "fedavg",
                combined(round - 1),
                ("fog-1".equals(fogNode) ? "c" : "d").repeat(63) + round,
                "ab".repeat(32),
                "cd".repeat(32),
                4,
                3,
                Map.of("wrong_round", 1, "malformed", 2));
    }

    static RoundClosing closing(long round) {
        return new RoundClosing(
                FEDERATION, round, List.of("fog-1", "fog-2"), PLAN, combined(round - 1), combined(round));
    }

    static RollbackVote vote(String reason) {
        return new RollbackVote(FEDERATION, combined(2), combined(1), reason, "");
    }

    /** The combined model of a round; of round 0, the first model. */
    static String combined(long round) {
        return "e".repeat(63) + round;
    }
}
