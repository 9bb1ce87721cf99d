package org.fogward.ledger.release;

import org.fogward.ledger.FieldRules;

/**
 * An organisation's approval of a proposed model.
 *
 * @param federation the federation's id
 * @param model SHA-256 of the model file
 */
public record ModelApproval(String federation, String model) {
    /** Refuses values outside of the ranges given above, naming the field. */
    public ModelApproval {
        FieldRules.identifier("federation", federation);
        FieldRules.digest("model", model);
    }
}
