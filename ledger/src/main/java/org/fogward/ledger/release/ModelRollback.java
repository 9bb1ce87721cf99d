package org.fogward.ledger.release;

import java.util.List;
import org.fogward.ledger.FieldRules;

/**
 * The way back from a released model to an earlier one, once enough organisations want it. Whatever was released of the
 * rounds after {@code toRound} up to {@code fromRound} is not to be used any more, for good.
 *
 * @param federation the federation's id
 * @param from SHA-256 of the model file to go back from
 * @param fromRound the round that made it
 * @param to SHA-256 of the earlier one
 * @param toRound the round that made that
 * @param organisations who wanted it then, ascending
 */
public record ModelRollback(
        String federation, String from, long fromRound, String to, long toRound, List<String> organisations) {
    /** Takes a copy of the organisations, and refuses values outside of the ranges given above, naming the field. */
    public ModelRollback {
        organisations = List.copyOf(organisations);
        FieldRules.identifier("federation", federation);
        FieldRules.digest("from", from);
        FieldRules.within("fromRound", fromRound, 1, FieldRules.MOST);
        FieldRules.digest("to", to);
        FieldRules.within("toRound", toRound, 1, fromRound - 1);
    }

    /** Whether it puts a release out of use. */
    public boolean covers(ModelRelease release) {
        return release.round() > toRound && release.round() <= fromRound;
    }
}
