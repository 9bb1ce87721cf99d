package org.fogward.ledger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.ledger.TestProposal;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.state.CallRules;
import org.fogward.ledger.state.ContractRunner;
import org.fogward.ledger.state.OpenedState;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndorsedTransactionFuzzTest {
    private final SplittableRandom random = new SplittableRandom(20260301);
    private SigningIdentity client;
    private ReceivedProposal proposal;
    private Simulation simulation;

    @BeforeEach
    void propose() throws Exception {
        Organisation clinics = Organisation.found("Clinics", Instant.now());
        client = clinics.issue("fog-1", NodeRole.CLIENT);
        proposal = ReceivedProposal.parse(
                TestProposal.of(client, "anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", 1)))
                        .signed());
        simulation = new ContractRunner()
                .run(OpenedState.of(clinics, "clinics"), proposal.invocation(), CallRules.endorsement("Clinics"));
    }

    @Test
    void a_transaction_gives_back_what_was_put_together() throws Exception {
        EndorsedTransaction transaction =
                EndorsedTransaction.parse(transaction().toByteString());
        assertThat(transaction.invocation()).isEqualTo(proposal.invocation());
        assertThat(transaction.response()).isEqualTo(simulation.response());
        assertThat(transaction.event()).isEqualTo(simulation.event());
        assertThat(transaction.contracts()).containsExactly(new ContractAccesses("federation", simulation.accesses()));
        assertThat(transaction.writes()).isTrue();
    }

    @Test
    void the_result_of_another_proposal_does_not_belong() throws Exception {
        ReceivedProposal other = ReceivedProposal.parse(
                TestProposal.of(client, "anchorRound", "other").signed());
        Envelope mixed = PreparedEnvelope.of(other, simulation.toResult(proposal), List.of());
        assertThatThrownBy(() -> EndorsedTransaction.parse(mixed.toByteString()))
                .isInstanceOfSatisfying(MalformedTransactionException.class, e -> assertThat(e.code())
                        .isEqualTo(TxValidationCode.INVALID_ENDORSER_TRANSACTION))
                .hasMessageContaining("proposal_hash");
    }

    @Test
    void any_bytes_are_a_transaction_or_refused() throws Exception {
        byte[] sound = transaction().toByteString().toByteArray();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                EndorsedTransaction read = EndorsedTransaction.parse(ByteString.copyFrom(changed(sound)));
                // Only what nobody signs twice can still be read: the rest is bound by hashes.
                assertThat(read.invocation().transactionId())
                        .isEqualTo(proposal.invocation().transactionId());
            } catch (MalformedTransactionException e) {
                assertThat(e.code()).isNotEqualTo(TxValidationCode.VALID);
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    @Test
    void any_bytes_are_a_proposal_or_refused() {
        byte[] sound = proposal.signed().getProposalBytes().toByteArray();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            SignedProposal changed = SignedProposal.newBuilder()
                    .setProposalBytes(ByteString.copyFrom(changed(sound)))
                    .build();
            try {
                assertThat(ReceivedProposal.parse(changed).invocation().transactionId())
                        .isEqualTo(proposal.invocation().transactionId());
            } catch (MalformedTransactionException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(2000);
    }

    private Envelope transaction() {
        return PreparedEnvelope.of(proposal, simulation.toResult(proposal), List.of());
    }

    private byte[] changed(byte[] sound) {
        byte[] changed =
                random.nextInt(8) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length + 20)) : sound.clone();
        for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }
}
