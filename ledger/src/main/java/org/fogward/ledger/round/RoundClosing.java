package org.fogward.ledger.round;

import java.util.List;
import org.fogward.ledger.FieldRules;

/**
 * A round over several fog nodes, once each of them has anchored its part.
 *
 * @param federation the federation's id
 * @param round its number, from 1 to 2^53 - 1
 * @param fogNodes the fog nodes whose parts make it up, 1 to 32, ascending
 * @param planDigest the plan that all of them followed
 * @param oldModelDigest the model file that all of them started from
 * @param newModelDigest the model file that their models were combined to; of a single fog node, its own
 */
public record RoundClosing(
        String federation,
        long round,
        List<String> fogNodes,
        String planDigest,
        String oldModelDigest,
        String newModelDigest) {
    private static final int MOST_FOG_NODES = 32;

    /** Refuses values outside of the ranges given above, naming the field. */
    public RoundClosing {
        fogNodes = List.copyOf(fogNodes);
        FieldRules.identifier("federation", federation);
        FieldRules.within("round", round, 1, FieldRules.MOST);
        FieldRules.ascending("fogNodes", fogNodes, MOST_FOG_NODES);
        fogNodes.forEach(fogNode -> FieldRules.identifier("fogNodes", fogNode));
        FieldRules.digest("planDigest", planDigest);
        FieldRules.digest("oldModelDigest", oldModelDigest);
        FieldRules.digest("newModelDigest", newModelDigest);
    }
}
