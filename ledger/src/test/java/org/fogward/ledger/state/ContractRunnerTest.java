package org.fogward.ledger.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.stream.Stream;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.contract.AnchorJson;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.identity.LedgerIdentity;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractRunnerTest {
    private static final String SOUND = AnchorJson.write(anchor("clinics", "fog-1", 7));

    @TempDir
    static java.nio.file.Path directory;

    private final ContractRunner runner = new ContractRunner();
    private final WorldState state = new WorldState();
    private LedgerIdentity identity;

    @BeforeEach
    void make_an_identity() throws LedgerException {
        identity = TestLedgers.identity(directory);
    }

    @Test
    void anchoring_reads_the_federation_and_writes_the_rounds_own_key_and_raises_an_event() throws Exception {
        Simulation simulation = runner.submit(state, invocation("anchorRound", SOUND));
        String key = "\u0000round\u0000clinics\u0000fog-1\u00000000000000000000007\u0000";
        assertThat(simulation.accesses().getReadsList())
                .allSatisfy(read -> assertThat(read.hasVersion()).isFalse());
        assertThat(simulation.accesses().getReadsList())
                .extracting(KVRead::getKey)
                .containsExactly("\u0000federation\u0000clinics\u0000", key);
        assertThat(simulation.accesses().getWritesList()).singleElement().satisfies(write -> {
            assertThat(write.getKey()).isEqualTo(key);
            assertThat(write.getValue()).isEqualTo(simulation.answer());
        });
        assertThat(simulation.event().orElseThrow().getEventName()).isEqualTo(FederationContract.ANCHORED);
        assertThat(simulation.event().orElseThrow().getPayload()).isEqualTo(simulation.answer());
    }

    @Test
    void a_simulation_changes_nothing_and_repeats_bit_for_bit() throws Exception {
        Simulation first = runner.submit(state, invocation("anchorRound", SOUND));
        assertThat(new ContractRunner().submit(state, invocation("anchorRound", SOUND)))
                .isEqualTo(first);
        assertThat(runner.evaluate(state, invocation("rounds", "clinics"))).isEqualTo("[]");
    }

    @Test
    void a_simulation_is_outdated_once_another_has_written_what_it_read() throws Exception {
        Simulation first = runner.submit(state, invocation("anchorRound", SOUND));
        assertThat(state.isCurrent(first.accesses())).isTrue();
        state.apply(first.accesses(), Version.newBuilder().setBlockNum(1).build());
        assertThat(state.isCurrent(first.accesses())).isFalse();
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
    void refuses_to_submit_what_is_to_be_evaluated() {
        assertRefused(invocation("rounds", "clinics"), "rounds to SUBMIT");
    }

    @Test
    void refuses_to_evaluate_what_is_to_be_submitted() {
        assertThatThrownBy(() -> runner.evaluate(state, invocation("anchorRound", SOUND)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("anchorRound to EVALUATE");
    }

    @Test
    void refuses_an_unknown_function_and_a_wrong_number_of_arguments() {
        assertRefused(invocation("transfer", "all"), "transfer");
        assertRefused(invocation("anchorRound"), "arguments");
        assertRefused(invocation("anchorRound", SOUND, SOUND), "arguments");
        assertThatThrownBy(() -> runner.evaluate(state, invocation("round", "clinics", "fog-1", "x")))
                .isInstanceOf(LedgerException.class);
    }

    private void assertRefused(Invocation invocation, String named) {
        assertThatThrownBy(() -> runner.submit(state, invocation))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID))
                .hasMessageContaining(named);
    }

    private Invocation invocation(String... arguments) {
        return new Invocation(
                Instant.parse("2026-03-01T12:00:00Z"),
                identity.creator(),
                ByteString.copyFromUtf8("nonce"),
                Stream.of(arguments).map(ByteString::copyFromUtf8).toList());
    }
}
