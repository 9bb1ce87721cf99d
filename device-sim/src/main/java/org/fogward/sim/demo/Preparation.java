package org.fogward.sim.demo;

import java.util.Optional;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanFile;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.data.DatasetException;
import org.fogward.models.exchange.ImportedModel;

/**
 * All that is decided before anything starts.
 *
 * @param input the data, dealt out
 * @param plan what is learnt and how
 * @param firstModel what the plan starts from, if its file named a file
 */
record Preparation(DemoInput input, Plan plan, Optional<ImportedModel> firstModel) {

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
        PlanFile chosen = choice.planFor(input.dataset());
        return new Preparation(input, chosen.plan(), chosen.firstModel());
    }
}
