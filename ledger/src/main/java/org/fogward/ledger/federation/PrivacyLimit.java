package org.fogward.ledger.federation;

import org.fogward.ledger.FieldRules;

/**
 * How much of (epsilon, delta) differential privacy a plan lets be spent, in integers.
 *
 * @param epsilonMillionths the most epsilon, in millionths, 0 to 2^53 - 1
 * @param deltaExponent delta is 10 to the power of minus this, 1 to 30
 */
public record PrivacyLimit(long epsilonMillionths, int deltaExponent) {
    /** The largest exponent. */
    public static final int MOST_EXPONENT = 30;

    /** Refuses values outside of the ranges given above, naming the field. */
    public PrivacyLimit {
        FieldRules.within("epsilonMillionths", epsilonMillionths, 0, FieldRules.MOST);
        FieldRules.within("deltaExponent", deltaExponent, 1, MOST_EXPONENT);
    }
}
