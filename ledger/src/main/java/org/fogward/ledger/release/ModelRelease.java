package org.fogward.ledger.release;

import java.util.List;
import org.fogward.ledger.FieldRules;

/**
 * A model that enough organisations have approved.
 *
 * @param federation the federation's id
 * @param model SHA-256 of the model file
 * @param round the round that made it
 * @param organisations who had approved it then, ascending
 */
public record ModelRelease(String federation, String model, long round, List<String> organisations) {
    /** Takes a copy of the organisations, and refuses values outside of the ranges given above, naming the field. */
    public ModelRelease {
        organisations = List.copyOf(organisations);
        FieldRules.identifier("federation", federation);
        FieldRules.digest("model", model);
        FieldRules.within("round", round, 1, FieldRules.MOST);
    }
}
