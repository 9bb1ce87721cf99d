package org.fogward.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.fogward.ledger.Anchors.anchor;

import java.time.Instant;
import java.util.List;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.TestProposal;
import org.fogward.ledger.contract.Refusal;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.MalformedTransactionException;
import org.fogward.ledger.transaction.ReceivedProposal;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractRunnerTest {
    private static final String SOUND = CanonicalJson.write(anchor("clinics", "fog-1", 7));

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private final ContractRunner runner = new ContractRunner();
    private WorldState state;
    private SigningIdentity identity;

    @BeforeEach
    void make_an_identity() throws Exception {
        Organisation organisation = Organisation.found("fogward", AT);
        identity = organisation.issue("fog-1", NodeRole.CLIENT);
        state = OpenedState.of(organisation, "clinics");
    }

    @Test
    void anchoring_reads_keys_one_by_one_writes_the_rounds_own_and_raises_an_event() throws Exception {
        Simulation simulation = submit(runner, invocation("anchorRound", SOUND));
        String key = "\u0000round\u0000clinics\u0000fog-1\u00000000000000000000007\u0000";
        String plan = "11".repeat(32);
        assertThat(simulation.accesses().getReadsList())
                .as("the federation, the fog node and its plan stand; the round and a plan after it do not")
                .extracting(KVRead::getKey, KVRead::hasVersion)
                .containsExactlyInAnyOrder(
                        tuple("\u0000federation\u0000clinics\u0000", true),
                        tuple(key, false),
                        tuple("\u0000fog-node\u0000clinics\u0000fog-1\u0000", true),
                        tuple("\u0000task\u0000clinics\u0000" + plan + "\u0000", true),
                        tuple("\u0000task-successor\u0000clinics\u0000" + plan + "\u0000", false));
        assertThat(simulation.accesses().getWritesList()).singleElement().satisfies(write -> {
            assertThat(write.getKey()).isEqualTo(key);
            assertThat(write.getValue()).isEqualTo(simulation.response().getPayload());
        });
        assertThat(simulation.event().orElseThrow().getEventName()).isEqualTo("round-anchored");
        assertThat(simulation.event().orElseThrow().getPayload())
                .isEqualTo(simulation.response().getPayload());
    }

    @Test
    void a_simulation_changes_nothing_and_repeats_bit_for_bit() throws Exception {
        Invocation invocation = invocation("anchorRound", SOUND);
        Simulation first = submit(runner, invocation);
        assertThat(submit(new ContractRunner(), invocation)).isEqualTo(first);
        assertThat(evaluate("find", "round", "clinics/fog-1/7").getPayload()).isEmpty();
    }

    @Test
    void a_simulation_is_outdated_once_another_has_written_what_it_read() throws Exception {
        Simulation first = submit(runner, invocation("anchorRound", SOUND));
        KVRead round = first.accesses().getReadsList().stream()
                .filter(read -> read.getKey().startsWith("\u0000round"))
                .findFirst()
                .orElseThrow();
        assertThat(state.isCurrent(round)).isTrue();
        state.apply(first.accesses(), Version.newBuilder().setBlockNum(1).build());
        assertThat(state.isCurrent(round)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "federation":"clinics"  | "federation":"Clinics"  | federation
                    "federation":"clinics"  | "federation":7          | federation
                    "federation":"clinics", |                         | federation
                    "fogNode":"fog-1"       | "fogNode":""            | fogNode
                    "round":7               | "round":0               | round
                    "round":7               | "round":7.0             | round
                    "round":7               | "round":"7"             | round
                    "round":7               | "round":99999999999999999999 | round
                    "planDigest":"11        | "planDigest":"1         | planDigest
                    "planDigest":"11        | "planDigest":"AA        | planDigest
                    "rule":"fedavg"         | "rule":"fed\\"avg"      | rule
                    "rule":"fedavg"         | "rule":null             | rule
                    "oldModelDigest":"00    | "oldModelDigest":"0g    | oldModelDigest
                    "newModelDigest":"00    | "newModelDigest":"      | newModelDigest
                    "merkleRoot":"ab        | "merkleRoot":"abab      | merkleRoot
                    "accepted":4            | "accepted":-1           | accepted
                    "accepted":4            | "accepted":2147483648   | accepted
                    "refused":1             | "refused":1e0           | refused
                    "refused":1             | "refused":01            | refused
                    "refused":1             | "refused":1,"more":1    | canonical
                    "refused":1             | "refused": 1            | canonical
                    {"accepted"             | ["accepted"             | JSON
                    """)
    void names_what_is_wrong_with_an_anchor(String from, String to, String named) {
        String anchor = SOUND.replace(from, to == null ? "" : to);
        assertThat(anchor).isNotEqualTo(SOUND);
        assertRefused(invocation("anchorRound", anchor), named);
    }

    @Test
    void refuses_an_anchor_that_is_too_long_or_too_deep() {
        assertRefused(invocation("anchorRound", SOUND + " ".repeat(5000)), "longer than");
        assertRefused(invocation("anchorRound", "{\"federation\":" + "[".repeat(2000)), "JSON");
    }

    @Test
    void refuses_to_submit_what_reads_a_range() {
        assertRefused(invocation("list", "round", "clinics", "10", ""), "range query");
    }

    @Test
    void refuses_an_unknown_function_and_a_wrong_number_of_arguments() {
        assertRefused(invocation("transfer", "all"), "transfer");
        assertRefused(invocation("anchorRound"), "arguments");
        assertRefused(invocation("anchorRound", SOUND, SOUND), "arguments");
        assertThat(evaluate("find", "round", "clinics/fog-1/x").getMessage()).startsWith("INVALID: ");
    }

    private void assertRefused(Invocation invocation, String named) {
        Response response = submit(runner, invocation).response();
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(Refusal.parse("chaincode response 500, " + response.getMessage()))
                .satisfies(refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
                    assertThat(refusal.message()).contains(named).doesNotContain("INVALID");
                });
    }

    private Simulation submit(ContractRunner contract, Invocation invocation) {
        return contract.run(state, invocation, CallRules.endorsement("fogward"));
    }

    private Response evaluate(String... arguments) {
        return runner.run(state, invocation(arguments), CallRules.evaluation("fogward", _ -> List.of()))
                .response();
    }

    private Invocation invocation(String... arguments) {
        try {
            return ReceivedProposal.parse(
                            TestProposal.of(identity, arguments).at(AT).signed())
                    .invocation();
        } catch (MalformedTransactionException e) {
            throw new AssertionError(e);
        }
    }
}
