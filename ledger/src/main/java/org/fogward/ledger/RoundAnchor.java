package org.fogward.ledger;

import java.util.regex.Pattern;

/**
 * What a ledger keeps of one round: enough to check a stored round bit for bit, nothing of what was learnt or from whom.
 *
 * <p>Digests are SHA-256 in 64 lower-case hexadecimal digits. Identifiers match {@code [a-z0-9][a-z0-9-]{0,62}}. The
 * constructor throws {@link IllegalArgumentException}, naming the field, for anything else, so an instance is valid.
 *
 * @param federation the federation's id
 * @param fogNode the id of the fog node that ran the round
 * @param round its number, from 1
 * @param planDigest digest of the plan that the round followed
 * @param rule the aggregation rule as the plan names it: 1 to 64 of {@code A-Z a-z 0-9 . _ + : ( ) = , / -} and space
 * @param oldModelDigest digest of the model file that the participants started from
 * @param newModelDigest digest of the model file that the round made
 * @param merkleRoot root of the RFC 9162 tree over every update, accepted and refused
 * @param accepted how many updates were combined, from 0
 * @param refused how many updates were refused, from 0
 */
public record RoundAnchor(
        String federation,
        String fogNode,
        long round,
        String planDigest,
        String rule,
        String oldModelDigest,
        String newModelDigest,
        String merkleRoot,
        int accepted,
        int refused) {
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9 ._+:()=,/-]{1,64}");

    /** Refuses values outside of the ranges given above. */
    public RoundAnchor {
        requireIdentifier("federation", federation);
        requireIdentifier("fogNode", fogNode);
        atLeast("round", round, 1);
        check("planDigest", planDigest, DIGEST);
        check("rule", rule, RULE);
        check("oldModelDigest", oldModelDigest, DIGEST);
        check("newModelDigest", newModelDigest, DIGEST);
        check("merkleRoot", merkleRoot, DIGEST);
        atLeast("accepted", accepted, 0);
        atLeast("refused", refused, 0);
    }

    /**
     * Refuses what is no identifier.
     *
     * @param field the field's name, for the message
     * @param value the candidate
     * @throws IllegalArgumentException when it does not match {@code [a-z0-9][a-z0-9-]{0,62}}
     */
    public static void requireIdentifier(String field, String value) {
        check(field, value, IDENTIFIER);
    }

    private static void check(String field, String value, Pattern allowed) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " must match " + allowed.pattern());
        }
    }

    private static void atLeast(String field, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(field + " must be at least " + least + ", not " + value);
        }
    }
}
