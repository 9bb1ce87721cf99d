package org.fogward.models.prune;

import org.fogward.models.parameter.ModelParameters;

/** A way to tell how much the hidden channels of a model matter. The same model always gets the same scores. */
public sealed interface ChannelImportance permits ScaleImportance, TaylorImportance {

    /**
     * Scores the hidden channels of every block.
     *
     * @param model of the family {@code mobilenet}
     * @throws IllegalArgumentException where the model cannot be scored this way
     */
    ChannelScores scores(ModelParameters model);
}
