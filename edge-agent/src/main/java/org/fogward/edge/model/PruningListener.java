package org.fogward.edge.model;

import org.fogward.models.prune.ParameterSelection;

/** Hears that channels went from the global model, before the smaller model is kept. */
@FunctionalInterface
public interface PruningListener {

    /**
     * Called once for each step, possibly again after a crash.
     *
     * @param selection from what the model was to what it is
     */
    void pruned(ParameterSelection selection);
}
