package org.fogward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fogward.ledger.ConformingFederation.KEY;
import static org.fogward.ledger.ConformingFederation.NEXT_PLAN;
import static org.fogward.ledger.ConformingFederation.PLAN;
import static org.fogward.ledger.ConformingFederation.refused;

import java.util.List;
import java.util.Optional;
import org.fogward.ledger.ConformingFederation.Caller;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.access.AccessLog;
import org.fogward.ledger.budget.PrivacyBudgets;
import org.fogward.ledger.budget.PrivacySpend;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.participant.Participants;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.Stored;
import org.junit.jupiter.api.Test;

/** What the contract promises of gateways, privacy budgets and the access log. */
interface ParticipantPromises {
    /** A federation of the test's own, just opened. */
    ConformingFederation federation();

    @Test
    default void registers_suspends_and_restores_a_gateway_and_remembers_all_of_it() throws Exception {
        ConformingFederation own = federation();
        Participants participants = new Participants(own.client());
        Participants admin = new Participants(own.client(Caller.ADMIN_2));
        Gateway gateway = new Gateway(own.id(), "gw-1", KEY);
        assertThat(participants.register(gateway).already()).isFalse();
        assertThat(participants.register(gateway).already()).isTrue();
        refused(Reason.CONFLICT, () -> participants.register(new Gateway(own.id(), "gw-2", KEY)));
        participants.add(new GatewayCertificate(own.id(), "gw-1", "b2".repeat(32)));
        refused(Reason.MISSING, () -> participants.add(new GatewayCertificate(own.id(), "gw-3", "b3".repeat(32))));
        refused(Reason.FORBIDDEN, () -> participants.withdraw(own.withdrawal("gw-1")));
        refused(Reason.CONFLICT, () -> admin.withdraw(own.withdrawal("gw-9")));
        admin.withdraw(own.withdrawal("gw-1"));
        assertThat(participants.withdrawal(own.id(), KEY)).isPresent();
        assertThat(participants.certificates(own.id(), PageRequest.first(9)).items())
                .hasSize(2);
        assertThat(participants.withdrawals(own.id(), PageRequest.first(9)).items())
                .hasSize(1);

        GatewayStanding suspended = own.standing(true, "norm-out-of-bounds");
        assertThat(admin.change(suspended).already()).isFalse();
        assertThat(admin.change(suspended).already()).isTrue();
        refused(Reason.CONFLICT, () -> admin.change(own.standing(true, "other")));
        refused(Reason.FORBIDDEN, () -> participants.change(own.standing(false, "checked")));
        assertThat(admin.change(own.standing(false, "checked")).already()).isFalse();
        assertThat(admin.change(own.standing(false, "again")).already()).isTrue();
        assertThat(participants
                        .standing(own.id(), "gw-1")
                        .orElseThrow()
                        .record()
                        .suspended())
                .isFalse();
        assertThat(participants.history(own.id(), "gw-1"))
                .extracting(change -> change.record().reason())
                .containsExactly("checked", "norm-out-of-bounds", "registered");
        assertThat(participants.gateways(own.id(), PageRequest.first(9)).items())
                .extracting(Stored::record)
                .containsExactly(gateway);
    }

    @Test
    default void privacy_is_spent_up_to_the_plans_limit() throws Exception {
        ConformingFederation own = federation();
        PrivacyBudgets budgets = new PrivacyBudgets(own.client());
        refused(Reason.MISSING, () -> budgets.spend(own.spend(Optional.of("gw-1"), 1, Optional.empty(), 1, 5)));
        new Participants(own.client()).register(new Gateway(own.id(), "gw-1", KEY));
        for (Optional<String> gateway : List.of(Optional.of("gw-1"), Optional.<String>empty())) {
            PrivacySpend spend = own.spend(gateway, 1, Optional.empty(), 400, 5);
            assertThat(budgets.spend(spend).already()).isFalse();
            assertThat(budgets.spend(spend).already()).isTrue();
            refused(Reason.CONFLICT, () -> budgets.spend(own.spend(gateway, 1, Optional.empty(), 401, 5)));
            refused(Reason.MISSING, () -> budgets.spend(own.spend(gateway, 4, Optional.of(2L), 500, 5)));
            refused(Reason.CONFLICT, () -> budgets.spend(own.spend(gateway, 2, Optional.of(1L), 399, 5)));
            refused(Reason.CONFLICT, () -> budgets.spend(own.spend(gateway, 2, Optional.of(1L), 1_001, 5)));
            refused(Reason.CONFLICT, () -> budgets.spend(own.spend(gateway, 2, Optional.of(1L), 500, 4)));
            budgets.spend(own.spend(gateway, 2, Optional.of(1L), 1_000, 5));
        }
        assertThat(budgets.spends(own.id(), PageRequest.first(9)).items()).hasSize(2);
        assertThat(budgets.spends(own.id(), "gw-1", PageRequest.first(9)).items())
                .hasSize(2);
        assertThat(budgets.spent(own.id(), 2).orElseThrow().record().epsilonMillionths())
                .isEqualTo(1_000);
        assertThat(budgets.spent(own.id(), "gw-1", 1)).isPresent();
        own.federations().release(own.task(NEXT_PLAN, 3, Optional.of(PLAN)));
        budgets.spend(new PrivacySpend(own.id(), Optional.empty(), 3, NEXT_PLAN, Optional.of(2L), 9_000, 1));
    }

    @Test
    default void each_look_is_logged_once() throws Exception {
        ConformingFederation own = federation();
        AccessLog log = new AccessLog(own.client());
        AccessEntry entry = new AccessEntry(own.id(), "e1".repeat(16), "05".repeat(8), AccessEntry.PROOF, KEY);
        assertThat(log.log(entry).already()).isFalse();
        assertThat(log.log(entry).already()).isTrue();
        log.log(new AccessEntry(own.id(), "e2".repeat(16), "05".repeat(8), AccessEntry.PROOF, KEY));
        assertThat(log.entries(own.id(), PageRequest.first(9)).items()).hasSize(2);
    }
}
