package org.fogward.ledger.federation;

import java.util.Optional;
import org.fogward.ledger.FieldRules;

/**
 * A plan that becomes the federation's current one. Tasks form a chain: each but the first names the plan that it follows,
 * and no two follow the same one. A plan is released once; one that is to come back has to differ in its text.
 *
 * @param federation the federation's id
 * @param planDigest SHA-256 of the plan's canonical text
 * @param fromRound the first round that follows it, from 1; later than that of the plan before
 * @param previous the plan that it follows; nothing for the first
 * @param limit the most privacy budget that may be spent under it, if the plan has a limit
 */
public record Task(
        String federation, String planDigest, long fromRound, Optional<String> previous, Optional<PrivacyLimit> limit) {
    /** Refuses values outside of the ranges given above, naming the field. */
    public Task {
        FieldRules.identifier("federation", federation);
        FieldRules.digest("planDigest", planDigest);
        FieldRules.within("fromRound", fromRound, 1, FieldRules.MOST);
        previous.ifPresent(plan -> FieldRules.digest("previous", plan));
    }
}
