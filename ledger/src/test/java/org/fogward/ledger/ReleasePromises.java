package org.fogward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fogward.ledger.ConformingFederation.KEY;
import static org.fogward.ledger.ConformingFederation.NEXT_PLAN;
import static org.fogward.ledger.ConformingFederation.PLAN;
import static org.fogward.ledger.ConformingFederation.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.ConformingFederation.Caller;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.change.LedgerChange;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelReleases;
import org.fogward.ledger.round.Rounds;
import org.junit.jupiter.api.Test;

/** What the contract promises of model releases, of its events, and to whom. */
interface ReleasePromises {
    /** A federation of the test's own, just opened. */
    ConformingFederation federation();

    @Test
    default void a_model_is_released_by_enough_organisations_and_rolled_back_by_as_many() throws Exception {
        ConformingFederation own = federation();
        ModelReleases first = new ModelReleases(own.client(Caller.ADMIN_1));
        ModelReleases second = new ModelReleases(own.client(Caller.ADMIN_2));
        for (long round = 1; round <= 3; round++) {
            own.rounds().anchor(own.anchor("fog-1", round, PLAN));
            String model = own.model(round);
            refused(Reason.MISSING, () -> first.approve(new ModelApproval(own.id(), model)));
            new ModelReleases(own.client()).propose(new ModelProposal(own.id(), model, round, Optional.of("fog-1")));
            first.approve(new ModelApproval(own.id(), model));
            assertThat(first.release(own.id(), round, model)).isEmpty();
            assertThat(first.approve(new ModelApproval(own.id(), model)).already())
                    .isTrue();
            assertThat(first.release(own.id(), round, model)).isEmpty();
            second.approve(new ModelApproval(own.id(), model));
            assertThat(second.release(own.id(), round, model)
                            .orElseThrow()
                            .record()
                            .organisations())
                    .containsExactlyInAnyOrderElementsOf(own.organisations());
        }
        assertThat(own.currentRound(first)).isEqualTo(3);
        refused(Reason.INVALID, () -> first.rollBack(own.vote(1, 3)));
        refused(Reason.MISSING, () -> first.rollBack(own.vote(9, 3)));
        assertThat(first.rollBack(own.vote(3, 1)).already()).isFalse();
        assertThat(first.rollBack(own.vote(3, 1)).already()).isTrue();
        assertThat(own.currentRound(first)).isEqualTo(3);
        second.rollBack(own.vote(3, 1));
        assertThat(own.currentRound(first)).isEqualTo(1);
        refused(Reason.CONFLICT, () -> first.rollBack(own.vote(3, 2)));
        assertThat(first.releases(own.id(), PageRequest.first(9)).items()).hasSize(3);
        assertThat(first.rollbacks(own.id(), PageRequest.first(9)).items()).hasSize(1);
        assertThat(first.votes(own.id(), own.model(3), own.model(1)).items()).hasSize(2);
        assertThat(first.approvals(own.id(), own.model(2)).items()).hasSize(2);
        refused(Reason.CONFLICT, () -> new ModelReleases(own.client())
                .propose(new ModelProposal(own.id(), "77".repeat(32), 1, Optional.of("fog-1"))));
        refused(Reason.MISSING, () -> new ModelReleases(own.client())
                .propose(new ModelProposal(own.id(), "77".repeat(32), 1, Optional.empty())));
    }

    @Test
    default void tells_each_change_in_order_and_says_nothing_of_what_was_so_already() throws Exception {
        ConformingFederation own = federation();
        long from = own.client().head().height();
        AnchorReceipt receipt = own.rounds().anchor(own.anchor("fog-1", 1, PLAN));
        own.rounds().anchor(own.anchor("fog-1", 1, PLAN));
        new ModelReleases(own.client()).propose(new ModelProposal(own.id(), own.model(1), 1, Optional.of("fog-1")));
        new ModelReleases(own.client(Caller.ADMIN_1)).approve(new ModelApproval(own.id(), own.model(1)));
        new ModelReleases(own.client(Caller.ADMIN_2)).approve(new ModelApproval(own.id(), own.model(1)));
        List<LedgerChange> changes = new ArrayList<>();
        try (LedgerEvents events = own.client().events(from, "")) {
            while (changes.size() < 4 && events.hasNext()) {
                LedgerEvent event = events.next();
                if (event.payload().contains(own.id())) {
                    changes.add(LedgerChange.of(event));
                }
            }
        }
        assertThat(changes.getFirst()).isInstanceOfSatisfying(LedgerChange.RoundAnchored.class, change -> {
            assertThat(change.stored().record()).isEqualTo(own.anchor("fog-1", 1, PLAN));
            assertThat(change.event().transactionId()).isEqualTo(receipt.transactionId());
            assertThat(change.event().block()).isEqualTo(receipt.block());
        });
        assertThat(changes.get(1)).isInstanceOf(LedgerChange.ModelProposed.class);
        assertThat(changes.get(2)).isInstanceOf(LedgerChange.ModelApproved.class);
        assertThat(changes.get(3)).isInstanceOf(LedgerChange.ModelReleased.class);
    }

    @Test
    default void nobody_does_what_another_role_is_for() throws Exception {
        ConformingFederation own = federation();
        Federations admin = new Federations(own.client(Caller.ADMIN_1));
        refused(Reason.FORBIDDEN, () -> admin.release(own.task(NEXT_PLAN, 5, Optional.of(PLAN))));
        refused(Reason.FORBIDDEN, () -> new Rounds(own.client(Caller.ADMIN_1)).anchor(own.anchor("fog-1", 1, PLAN)));
        refused(Reason.FORBIDDEN, () -> own.federations().open(new Federation("f-other", own.organisations(), 1)));
        refused(Reason.FORBIDDEN, () -> new ModelReleases(own.client()).approve(new ModelApproval(own.id(), KEY)));
        refused(Reason.MISSING, () -> own.federations()
                .release(new Task("f-nobody", PLAN, 1, Optional.empty(), Optional.empty())));
    }
}
