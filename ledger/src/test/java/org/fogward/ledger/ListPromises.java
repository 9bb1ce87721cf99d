package org.fogward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fogward.ledger.ConformingFederation.PLAN;
import static org.fogward.ledger.ConformingFederation.refused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.junit.jupiter.api.Test;

/** What the contract promises of lists. */
interface ListPromises {
    /** A federation of the test's own, just opened. */
    ConformingFederation federation();

    @Test
    default void lists_come_in_pages_that_leave_nothing_out() throws Exception {
        ConformingFederation own = federation();
        for (long round : new long[] {10, 9, 1, 100, 2}) {
            own.rounds().anchor(own.anchor("fog-2", round, PLAN));
        }
        own.rounds().anchor(own.anchor("fog-1", 7, PLAN));
        for (int size : new int[] {1, 2, 4, 5, 100}) {
            List<Long> found = new ArrayList<>();
            Optional<PageRequest> next = Optional.of(PageRequest.first(size));
            while (next.isPresent()) {
                Page<RoundAnchor> page = own.rounds().rounds(own.id(), next.get());
                assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
                page.items().forEach(item -> found.add(item.record().round()));
                next = page.next(size);
            }
            assertThat(found).as("pages of %d", size).containsExactly(7L, 1L, 2L, 9L, 10L, 100L);
        }
        assertThat(own.rounds()
                        .rounds(own.id(), "fog-2", PageRequest.first(100))
                        .items())
                .hasSize(5);
        for (String[] wrong : new String[][] {
            {"round", own.id(), "0", ""},
            {"round", own.id(), "101", ""},
            {"round", own.id(), "x", ""},
            {"round", own.id(), "5", "xyz"},
            {"rounds", own.id(), "5", ""},
            {"round", own.id() + "/fog-1/7/8", "5", ""},
            {"round", "Clinics", "5", ""}
        }) {
            refused(Reason.INVALID, () -> own.client().evaluate(ContractCall.of("list", wrong)));
        }
        refused(Reason.INVALID, () -> own.client().evaluate(ContractCall.of("find", "round", own.id())));
        refused(Reason.INVALID, () -> own.client().evaluate(ContractCall.of("history", "round", own.id())));
    }

    @Test
    default void every_federation_is_listed() throws Exception {
        ConformingFederation own = federation();
        List<String> found = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MOST));
        while (next.isPresent()) {
            Page<Federation> page = own.federations().federations(next.get());
            page.items().forEach(item -> found.add(item.record().federation()));
            next = page.next(PageRequest.MOST);
        }
        assertThat(found).contains(own.id()).isSorted().doesNotHaveDuplicates();
    }
}
