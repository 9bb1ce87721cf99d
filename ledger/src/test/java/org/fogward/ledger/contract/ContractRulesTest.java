package org.fogward.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelReleases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the conformance cannot say with the callers that it has, or need not say of every ledger. */
class ContractRulesTest {
    private final MemoryLedger ledger = new MemoryLedger();

    @Test
    void only_the_organisation_that_runs_a_fog_node_anchors_its_rounds() throws Exception {
        tell(4);
        refused(Reason.FORBIDDEN, Story.CLIENT_2, "anchorRound", Story.anchor("fog-1", 1));
        refused(Reason.FORBIDDEN, Story.CLIENT_1, "anchorRound", Story.anchor("fog-2", 1));
        refused(Reason.MISSING, Story.CLIENT_1, "anchorRound", Story.anchor("fog-3", 1));
        submit(Story.CLIENT_2, "anchorRound", Story.anchor("fog-2", 1));
    }

    @Test
    void only_the_organisation_that_registered_a_gateway_gives_it_keys_and_spends_for_it() throws Exception {
        tell(5);
        refused(Reason.FORBIDDEN, Story.CLIENT_2, "registerGateway", new Gateway("clinics", "gw-1", Story.KEY));
        refused(Reason.FORBIDDEN, Story.CLIENT_2, "spendBudget", Story.spend(1, Optional.empty(), 1));
        GatewayCertificate certificate = new GatewayCertificate("clinics", "gw-1", Story.FURTHER_KEY);
        refused(Reason.FORBIDDEN, Story.CLIENT_2, "addCertificate", certificate);
        submit(Story.CLIENT_1, "addCertificate", certificate);
    }

    @Test
    void suspending_and_restoring_say_what_they_do() throws Exception {
        tell(5);
        refused(Reason.INVALID, Story.ADMIN_1, "suspendGateway", Story.standing(false));
        refused(Reason.INVALID, Story.ADMIN_1, "restoreGateway", Story.standing(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna@example.org", "caf\u00e9", "a\nb", "\"", "<b>"})
    void a_note_has_no_room_for_an_address_or_markup(String note) {
        assertThatThrownBy(() -> new GatewayStanding("clinics", "gw-1", true, "other", note))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("note");
    }

    @Test
    void two_of_three_organisations_release_a_model_and_the_third_may_still_approve() throws Exception {
        TestMember third = TestMember.with("Org3MSP", Role.ADMIN);
        submit(Story.ADMIN_1, "openFederation", new Federation("clinics", List.of("Org1MSP", "Org2MSP", "Org3MSP"), 2));
        tellBetween(1, 4);
        submit(Story.CLIENT_1, "anchorRound", Story.anchor("fog-1", 1));
        String model = Story.anchor("fog-1", 1).newModelDigest();
        submit(Story.CLIENT_2, "proposeModel", new ModelProposal("clinics", model, 1, Optional.of("fog-1")));
        submit(third, "approveModel", new ModelApproval("clinics", model));
        submit(Story.ADMIN_1, "approveModel", new ModelApproval("clinics", model));
        submit(Story.ADMIN_2, "approveModel", new ModelApproval("clinics", model));
        ModelReleases releases = new ModelReleases(ledger.client(Story.CLIENT_2));
        assertThat(releases.releases("clinics", PageRequest.first(5)).items())
                .singleElement()
                .satisfies(
                        release -> assertThat(release.record().organisations()).containsExactly("Org1MSP", "Org3MSP"));
        assertThat(ledger.events().getLast().name()).isEqualTo("model-approved");
    }

    @Test
    void an_approval_reads_the_others_so_that_of_two_at_once_one_is_run_again() throws Exception {
        tell(20);
        List<MemoryStub> calls = ledger.submitted();
        assertThat(calls.get(18).reads)
                .containsAll(calls.get(19).writes.keySet().stream()
                        .filter(key -> key.startsWith("\0model-approval\0"))
                        .toList());
        assertThat(calls.get(19).reads).containsAll(calls.get(18).writes.keySet());
    }

    private void tell(int steps) throws LedgerException {
        tellBetween(0, steps);
    }

    private void tellBetween(int from, int to) throws LedgerException {
        for (Story.Step step : Story.steps().subList(from, to)) {
            ledger.submit(step.member(), step.call());
        }
    }

    private void submit(TestMember member, String function, Record record) throws LedgerException {
        assertThat(ledger.submit(member, Story.step(member, function, record).call())
                        .place())
                .as(CanonicalJson.write(record))
                .isPresent();
    }

    private void refused(Reason reason, TestMember member, String function, Record record) {
        assertThatThrownBy(() -> ledger.submit(
                        member, Story.step(member, function, record).call()))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
