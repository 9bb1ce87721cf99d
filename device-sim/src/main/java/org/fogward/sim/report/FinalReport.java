package org.fogward.sim.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a federation ended.
 *
 * @param scores the final model on the groups that no gateway trained on
 * @param bitsPerParameterUp what a gateway sent, in bits for each of the model's parameters and each round
 * @param bitsPerParameterDown what it received, likewise
 * @param ledgerVerified whether the audit of the stored state found nothing: blocks, proofs and recomputed models
 * @param sites the same samples by where they come from, ascending by name; one entry where all come from one source, none where
 *     the data name neither sources nor groups, so that each sample would be a site of its own
 */
public record FinalReport(
        @JsonUnwrapped Scores scores,
        double bitsPerParameterUp,
        double bitsPerParameterDown,
        boolean ledgerVerified,
        SortedMap<String, SiteReport> sites) {

    /**
     * Copies the sites.
     *
     * @throws IllegalArgumentException if a number is not finite, naming it
     */
    public FinalReport {
        Finite.require("bitsPerParameterUp", bitsPerParameterUp);
        Finite.require("bitsPerParameterDown", bitsPerParameterDown);
        sites = Collections.unmodifiableSortedMap(new TreeMap<>(sites));
    }
}
