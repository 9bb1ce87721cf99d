package org.fogward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fogward.ledger.Anchors.anchor;
import static org.fogward.ledger.ConformingFederation.NEXT_PLAN;
import static org.fogward.ledger.ConformingFederation.PLAN;
import static org.fogward.ledger.ConformingFederation.refused;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.ConformingFederation.Caller;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.round.RoundClosing;
import org.junit.jupiter.api.Test;

/** What the contract promises of federations, tasks and rounds. */
interface RoundPromises {
    /** A federation of the test's own, just opened. */
    ConformingFederation federation();

    @Test
    default void keeps_a_federation_and_its_fog_nodes() throws Exception {
        ConformingFederation own = federation();
        Stored<Federation> stored = own.federations().federation(own.id()).orElseThrow();
        assertThat(stored.by()).isEqualTo(own.organisations().getFirst());
        assertThat(own.federations().fogNodes(own.id(), PageRequest.first(10)).items())
                .extracting(node -> node.record().fogNode())
                .containsExactly("fog-1", "fog-2");
        assertThat(own.federations().federation("f-nobody")).isEmpty();
        refused(Reason.CONFLICT, () -> new Federations(own.client(Caller.ADMIN_1))
                .open(new Federation(own.id(), stored.record().organisations(), 1)));
        refused(Reason.CONFLICT, () -> new Federations(own.client(Caller.ADMIN_2))
                .registerFogNode(new FogNode(own.id(), "fog-1")));
        refused(Reason.FORBIDDEN, () -> own.federations().registerFogNode(new FogNode(own.id(), "fog-3")));
    }

    @Test
    default void anchors_a_round_once_and_finds_its_place() throws Exception {
        ConformingFederation own = federation();
        RoundAnchor anchor = own.anchor("fog-1", 1, PLAN);
        AnchorReceipt receipt = own.rounds().anchor(anchor);
        assertThat(receipt.already()).isFalse();
        AnchorReceipt again = new AnchorReceipt(receipt.transactionId(), receipt.block(), receipt.headHash(), true);
        assertThat(own.rounds().anchor(anchor)).isEqualTo(again);
        AnchoredRound found = own.rounds().round(own.id(), "fog-1", 1).orElseThrow();
        assertThat(found.anchor()).isEqualTo(anchor);
        assertThat(found.receipt()).isEqualTo(again);
        assertThat(own.rounds().round(own.id(), "fog-2", 1)).isEmpty();
        assertThat(own.rounds().history(own.id(), "fog-1", 1))
                .extracting(Stored::transaction)
                .containsExactly(receipt.transactionId());
        refused(Reason.CONFLICT, () -> own.rounds().anchor(own.anchor("fog-1", 1, NEXT_PLAN)));
    }

    @Test
    default void a_round_needs_a_federation_that_is_open_and_a_fog_node_that_is_registered() throws Exception {
        ConformingFederation own = federation();
        refused(Reason.MISSING, () -> own.rounds().anchor(anchor("f-nobody", "fog-1", 1)));
        refused(Reason.MISSING, () -> own.rounds().anchor(own.anchor("fog-3", 1, PLAN)));
    }

    @Test
    default void a_round_follows_the_plan_that_is_in_force() throws Exception {
        ConformingFederation own = federation();
        refused(Reason.MISSING, () -> own.rounds().anchor(own.anchor("fog-1", 1, NEXT_PLAN)));
        refused(Reason.MISSING, () -> own.federations().release(own.task("a3".repeat(32), 9, Optional.of(NEXT_PLAN))));
        refused(Reason.INVALID, () -> own.federations().release(own.task(NEXT_PLAN, 1, Optional.of(PLAN))));
        refused(Reason.CONFLICT, () -> own.federations().release(own.task(NEXT_PLAN, 5, Optional.empty())));
        Task next = own.task(NEXT_PLAN, 5, Optional.of(PLAN));
        assertThat(own.federations().release(next).already()).isFalse();
        assertThat(own.federations().release(next).already()).isTrue();
        refused(Reason.CONFLICT, () -> own.federations().release(own.task(NEXT_PLAN, 6, Optional.of(PLAN))));
        refused(Reason.CONFLICT, () -> own.federations().release(own.task("a3".repeat(32), 6, Optional.of(PLAN))));
        assertThat(own.federations().tasks(own.id(), PageRequest.first(10)).items())
                .extracting(task -> task.record().planDigest())
                .containsExactly(PLAN, NEXT_PLAN);
        own.rounds().anchor(own.anchor("fog-1", 4, PLAN));
        own.rounds().anchor(own.anchor("fog-1", 5, NEXT_PLAN));
        refused(Reason.CONFLICT, () -> own.rounds().anchor(own.anchor("fog-2", 4, NEXT_PLAN)));
        refused(Reason.CONFLICT, () -> own.rounds().anchor(own.anchor("fog-2", 5, PLAN)));
    }

    @Test
    default void closes_a_round_whose_parts_are_there_and_agree() throws Exception {
        ConformingFederation own = federation();
        own.rounds().anchor(own.anchor("fog-1", 1, PLAN));
        RoundClosing closing = own.closing(1, List.of("fog-1", "fog-2"), own.model(0));
        refused(Reason.MISSING, () -> own.rounds().close(closing));
        own.rounds().anchor(own.anchor("fog-2", 1, PLAN));
        refused(Reason.CONFLICT, () -> own.rounds().close(own.closing(1, List.of("fog-1", "fog-2"), own.model(7))));
        assertThat(own.rounds().close(closing).already()).isFalse();
        assertThat(own.rounds().close(closing).already()).isTrue();
        refused(Reason.CONFLICT, () -> own.rounds().close(own.closing(1, List.of("fog-1"), own.model(0))));
        assertThat(own.rounds().closing(own.id(), 1).orElseThrow().record()).isEqualTo(closing);
        own.rounds().anchor(own.anchor("fog-1", 2, PLAN));
        refused(Reason.CONFLICT, () -> own.rounds()
                .close(new RoundClosing(own.id(), 2, List.of("fog-1"), PLAN, own.model(1), "77".repeat(32))));
        own.rounds().close(own.closing(2, List.of("fog-1"), own.model(1)));
        assertThat(own.rounds().closings(own.id(), PageRequest.first(1)).items())
                .extracting(Stored::record)
                .containsExactly(closing);
    }
}
