package org.fogward.models.prune;

import org.fogward.models.parameter.ModelParameters;

/**
 * A model from which hidden channels were taken out, and how to take them out of whatever else is laid out like the
 * model before. What the channels that stay compute is unchanged, and what the others
 * gave is taken out of the running statistics after them.
 *
 * @param model the smaller model
 * @param selection from the layout before to the layout after
 */
public record PrunedModel(ModelParameters model, ParameterSelection selection) {

    /**
     * Takes the channels out that do not stay.
     *
     * @throws IllegalArgumentException where the channels are another model's
     */
    public static PrunedModel of(ModelParameters model, KeptChannels kept) {
        if (!kept.from().equals(model.spec())) {
            throw new IllegalArgumentException("kept.from: is another model than the one to prune");
        }
        ParameterSelection selection = kept.selection();
        return new PrunedModel(
                new ModelParameters(kept.spec(), selection.apply(StatisticsRepair.repaired(model, kept))), selection);
    }

    /**
     * Prunes a model until it is within a budget. The same arguments always give the same model.
     *
     * @param keep share of the <em>unpruned</em> network's multiply-adds that may be left, above 0 and up to 1; a model
     *     that has no more already stays as it is
     * @throws IllegalArgumentException naming what is wrong: {@code family}, {@code keep} or what the importance refuses
     */
    public static PrunedModel of(ModelParameters model, ChannelImportance importance, double keep) {
        ComputeBudget budget = new ComputeBudget(model.spec(), keep);
        return of(model, budget.choose(importance.scores(model)));
    }
}
