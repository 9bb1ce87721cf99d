package org.fogward.sim.report;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * How a federation ended.
 *
 * @param scores the final model on the groups that no gateway trained on
 * @param bitsPerParameterUp what a gateway sent, in bits for each of the model's parameters and each round
 * @param bitsPerParameterDown what it received, likewise
 * @param ledgerVerified whether the audit of the stored state found nothing: blocks, proofs and recomputed models
 */
public record FinalReport(
        @JsonUnwrapped Scores scores, double bitsPerParameterUp, double bitsPerParameterDown, boolean ledgerVerified) {

    /** @throws IllegalArgumentException if a number is not finite, naming it */
    public FinalReport {
        Finite.require("bitsPerParameterUp", bitsPerParameterUp);
        Finite.require("bitsPerParameterDown", bitsPerParameterDown);
    }
}
