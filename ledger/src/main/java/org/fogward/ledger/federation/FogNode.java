package org.fogward.ledger.federation;

import org.fogward.ledger.FieldRules;

/**
 * A fog node of a federation. Only clients of the organisation whose admin registered it anchor rounds for it.
 *
 * @param federation the federation's id
 * @param fogNode its id
 */
public record FogNode(String federation, String fogNode) {
    /** Refuses what is no identifier, naming the field. */
    public FogNode {
        FieldRules.identifier("federation", federation);
        FieldRules.identifier("fogNode", fogNode);
    }
}
