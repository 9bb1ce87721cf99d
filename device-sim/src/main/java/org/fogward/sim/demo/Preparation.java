package org.fogward.sim.demo;

import org.fogward.fog.plan.Plan;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.data.DatasetException;

/**
 * All that is decided before anything starts.
 *
 * @param input the data, dealt out
 * @param plan what is learnt and how
 */
record Preparation(DemoInput input, Plan plan) {

    /**
     * Reads the data and the plan.
     *
     * @throws DatasetException if a folder cannot be read
     * @throws FieldException if the plan file is wrong
     * @throws IllegalArgumentException if the options do not suit each other or the data
     */
    static Preparation of(DemoOptions options) throws DatasetException, FieldException {
        options.state().ifPresent(StateFolder::requireUnused);
        PlanChoice choice = PlanChoice.of(options);
        DemoInput input = DemoInput.of(options, choice.seed());
        return new Preparation(input, choice.planFor(input.dataset()));
    }
}
