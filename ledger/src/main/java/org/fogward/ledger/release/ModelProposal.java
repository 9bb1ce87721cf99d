package org.fogward.ledger.release;

import java.util.Optional;
import org.fogward.ledger.FieldRules;

/**
 * A model that a federation's organisations may approve, and the round on the ledger that made it.
 *
 * @param federation the federation's id
 * @param model SHA-256 of the model file
 * @param round the round that made it
 * @param fogNode the fog node whose round that is; nothing for a round that was closed over several
 */
public record ModelProposal(String federation, String model, long round, Optional<String> fogNode) {
    /** Refuses values outside of the ranges given above, naming the field. */
    public ModelProposal {
        FieldRules.identifier("federation", federation);
        FieldRules.digest("model", model);
        FieldRules.within("round", round, 1, FieldRules.MOST);
        fogNode.ifPresent(id -> FieldRules.identifier("fogNode", id));
    }
}
