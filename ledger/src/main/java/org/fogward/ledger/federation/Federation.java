package org.fogward.ledger.federation;

import java.util.List;
import org.fogward.ledger.FieldRules;

/**
 * Who belongs to a federation, and how many of them decide. It is fixed when the federation is opened.
 *
 * @param federation its id
 * @param organisations the MSP ids of the organisations that take part, 1 to 16, ascending
 * @param approvals how many organisations have to approve a model or a way back, 1 to the number of organisations
 */
public record Federation(String federation, List<String> organisations, int approvals) {
    private static final int MOST_ORGANISATIONS = 16;

    /** Refuses values outside of the ranges given above, naming the field. */
    public Federation {
        organisations = List.copyOf(organisations);
        FieldRules.identifier("federation", federation);
        FieldRules.ascending("organisations", organisations, MOST_ORGANISATIONS);
        organisations.forEach(organisation -> FieldRules.organisation("organisations", organisation));
        FieldRules.within("approvals", approvals, 1, organisations.size());
    }
}
