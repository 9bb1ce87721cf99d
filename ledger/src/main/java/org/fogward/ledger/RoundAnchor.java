package org.fogward.ledger;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a ledger keeps of one round: enough to check a stored round bit for bit, nothing of what was learnt or from whom.
 *
 * <p>Digests are SHA-256 in 64 lower-case hexadecimal digits. Identifiers match {@code [a-z0-9][a-z0-9-]{0,62}}. The
 * constructor throws {@link IllegalArgumentException}, naming the field, for anything else, so an instance is valid.
 *
 * @param federation the federation's id
 * @param fogNode the id of the fog node that ran the round
 * @param round its number, from 1 to 2^53 - 1
 * @param planDigest digest of the plan that the round followed
 * @param rule the aggregation rule as the plan names it: 1 to 64 of {@code A-Z a-z 0-9 . _ + : ( ) = , / -} and space
 * @param oldModelDigest digest of the model file that the participants started from
 * @param newModelDigest digest of the model file that the round made
 * @param merkleRoot root of the RFC 9162 tree over every update, accepted and refused
 * @param metricsDigest digest of the fog node's canonical text of what the round measured
 * @param accepted how many updates were combined, from 0
 * @param refused how many updates were refused, from 0
 * @param refusals how many of these for which reason: at most 16 codes that match {@code [a-z][a-z0-9_-]{0,31}}, each
 *     counted at least once, together {@code refused}; copied, iterated in ascending order
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
        String metricsDigest,
        int accepted,
        int refused,
        Map<String, Integer> refusals) {
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9 ._+:()=,/-]{1,64}");
    private static final int MOST_REASONS = 16;

    /** Refuses values outside of the ranges given above. */
    public RoundAnchor {
        FieldRules.identifier("federation", federation);
        FieldRules.identifier("fogNode", fogNode);
        FieldRules.within("round", round, 1, FieldRules.MOST);
        FieldRules.digest("planDigest", planDigest);
        FieldRules.matches("rule", rule, RULE);
        FieldRules.digest("oldModelDigest", oldModelDigest);
        FieldRules.digest("newModelDigest", newModelDigest);
        FieldRules.digest("merkleRoot", merkleRoot);
        FieldRules.digest("metricsDigest", metricsDigest);
        FieldRules.within("accepted", accepted, 0, Integer.MAX_VALUE);
        FieldRules.within("refused", refused, 0, Integer.MAX_VALUE);
        refusals = Collections.unmodifiableMap(new TreeMap<>(refusals));
        FieldRules.within("the number of refusals' reasons", refusals.size(), 0, MOST_REASONS);
        long counted = 0;
        for (Map.Entry<String, Integer> reason : refusals.entrySet()) {
            FieldRules.reason("refusals", reason.getKey());
            FieldRules.within("refusals: " + reason.getKey(), reason.getValue(), 1, Integer.MAX_VALUE);
            counted += reason.getValue();
        }
        if (counted != refused) {
            throw new IllegalArgumentException("refusals must add up to " + refused + ", not " + counted);
        }
    }

    /**
     * Refuses what is no identifier.
     *
     * @param field the field's name, for the message
     * @param value the candidate
     * @throws IllegalArgumentException when it does not match {@code [a-z0-9][a-z0-9-]{0,62}}
     */
    public static void requireIdentifier(String field, String value) {
        FieldRules.identifier(field, value);
    }
}
