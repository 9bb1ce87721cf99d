package org.fogward.ledger.budget;

import java.util.Optional;
import org.fogward.ledger.FieldRules;
import org.fogward.ledger.federation.PrivacyLimit;

/**
 * What has been spent of the privacy budget, from the first round up to and with one round. It is a running total and not a
 * round's share, because shares of (epsilon, delta) differential privacy do not add up under the accountants in use; what
 * one round cost is the difference to the record before.
 *
 * @param federation the federation's id
 * @param gateway the gateway whose budget it is; nothing for the federation as a whole
 * @param round the round, from 1
 * @param planDigest the plan that the round followed, whose limit counts
 * @param previousRound the round of the record before; nothing for the first
 * @param epsilonMillionths epsilon in millionths, 0 to 2^53 - 1
 * @param deltaExponent delta is 10 to the power of minus this, 1 to 30
 */
public record PrivacySpend(
        String federation,
        Optional<String> gateway,
        long round,
        String planDigest,
        Optional<Long> previousRound,
        long epsilonMillionths,
        int deltaExponent) {
    /** Refuses values outside of the ranges given above, naming the field. */
    public PrivacySpend {
        FieldRules.identifier("federation", federation);
        gateway.ifPresent(id -> FieldRules.identifier("gateway", id));
        FieldRules.within("round", round, 1, FieldRules.MOST);
        FieldRules.digest("planDigest", planDigest);
        if (previousRound.isPresent()) {
            FieldRules.within("previousRound", previousRound.get(), 1, round - 1);
        }
        FieldRules.within("epsilonMillionths", epsilonMillionths, 0, FieldRules.MOST);
        FieldRules.within("deltaExponent", deltaExponent, 1, PrivacyLimit.MOST_EXPONENT);
    }
}
