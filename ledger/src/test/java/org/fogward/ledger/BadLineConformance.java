package org.fogward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import io.grpc.ClientInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.record.CanonicalJson;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client promises when answers are lost on their way, and when somebody else is quicker. */
@Timeout(120)
public abstract class BadLineConformance {
    private final String federation = "f-" + UUID.randomUUID();

    /** Connects as the fog node of the first organisation; closed by the subclass. */
    protected abstract LedgerClient client(ClientInterceptor... line) throws Exception;

    /** Opens the tests' federation; called before each test. */
    protected final void openFederation(LedgerClient admin, String organisation) throws Exception {
        OpenedFederation.open(federation, admin, client(), organisation);
    }

    @Test
    void a_lost_answer_about_the_commit_is_asked_for_again() throws Exception {
        TornAnswers line = TornAnswers.first(2, GatewayGrpc.getCommitStatusMethod());
        LedgerClient client = client(line);
        long from = client.head().height();
        TransactionPlace place = client.submit(anchoring(1, 4)).place().orElseThrow();
        assertThat(line.calls()).isEqualTo(3);
        assertThat(client.find(place.transactionId())).contains(place);
        assertThat(transactions(client, from)).isEqualTo(1);
    }

    @Test
    void a_lost_answer_of_the_orderer_is_asked_for_and_nothing_is_sent_twice() throws Exception {
        TornAnswers line = TornAnswers.first(1, GatewayGrpc.getSubmitMethod());
        LedgerClient client = client(line);
        long from = client.head().height();
        TransactionPlace place = client.submit(anchoring(1, 4)).place().orElseThrow();
        assertThat(line.calls()).isEqualTo(1);
        assertThat(client.find(place.transactionId())).contains(place);
        assertThat(transactions(client, from)).isEqualTo(1);
    }

    @Test
    void when_no_answer_comes_the_outcome_is_unknown_and_the_call_may_be_made_again() throws Exception {
        LedgerClient client = client(TornAnswers.first(1000, GatewayGrpc.getCommitStatusMethod()));
        long from = client.head().height();
        assertThatThrownBy(() -> client.submit(anchoring(1, 4)))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .hasMessageContaining("it is unknown whether transaction");
        Submission again = client.submit(anchoring(1, 4));
        assertThat(again.place()).isEmpty();
        assertThat(again.answer()).contains(federation);
        assertThat(transactions(client, from)).isEqualTo(1);
    }

    @Test
    void a_lost_endorsement_wrote_nothing() throws Exception {
        LedgerClient client = client(TornAnswers.first(1, GatewayGrpc.getEndorseMethod()));
        LedgerHead head = client.head();
        assertThatThrownBy(() -> client.submit(anchoring(1, 4)))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(client.head()).isEqualTo(head);
        assertThat(client.submit(anchoring(1, 4)).place()).isPresent();
    }

    @Test
    void whoever_is_overtaken_with_the_same_content_finds_it_there() throws Exception {
        LedgerClient quicker = client();
        List<Submission> first = new ArrayList<>();
        LedgerClient overtaken = client(overtaking(quicker, anchoring(1, 4), first));
        long from = quicker.head().height();
        Submission second = overtaken.submit(anchoring(1, 4));
        assertThat(first.getFirst().place()).isPresent();
        assertThat(second.place()).isEmpty();
        assertThat(second.answer()).isEqualTo(first.getFirst().answer());
        assertThat(transactions(quicker, from))
                .as("the overtaken one is in the chain too")
                .isEqualTo(2);
    }

    @Test
    void whoever_is_overtaken_with_other_content_is_refused_as_a_conflict() throws Exception {
        LedgerClient quicker = client();
        List<Submission> first = new ArrayList<>();
        LedgerClient overtaken = client(overtaking(quicker, anchoring(1, 5), first));
        assertThatThrownBy(() -> overtaken.submit(anchoring(1, 4)))
                .isInstanceOfSatisfying(
                        LedgerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
        assertThat(first.getFirst().place()).isPresent();
    }

    /** Lets another client commit between this one's endorsement and its submission. */
    private static ClientInterceptor overtaking(LedgerClient quicker, ContractCall call, List<Submission> done) {
        return new BeforeCall(GatewayGrpc.getSubmitMethod(), () -> {
            try {
                done.add(quicker.submit(call));
            } catch (LedgerException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** How many transactions about this test's federation the blocks hold, whatever became of them. */
    private long transactions(LedgerClient client, long from) throws Exception {
        long count = 0;
        for (long number = from; number < client.head().height(); number++) {
            count += Block.parseFrom(client.block(number).orElseThrow()).getData().getDataList().stream()
                    .filter(envelope -> envelope.toStringUtf8().contains(federation))
                    .count();
        }
        return count;
    }

    private ContractCall anchoring(long round, int accepted) {
        return ContractCall.of("anchorRound", CanonicalJson.write(anchor(federation, "fog-1", round, accepted)));
    }
}
