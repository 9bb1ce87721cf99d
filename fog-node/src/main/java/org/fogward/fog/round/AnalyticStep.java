package org.fogward.fog.round;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.Stage;
import org.fogward.models.analytic.AnalyticHead;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.analytic.HeadStatistics;
import org.fogward.models.parameter.ModelParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds up what gateways sent and solves for the head. */
final class AnalyticStep {

    private static final Logger LOG = LoggerFactory.getLogger(AnalyticStep.class);

    private final Plan plan;
    private final StoredUpdates stored;

    AnalyticStep(Plan plan, StoredUpdates stored) {
        this.plan = plan;
        this.stored = stored;
    }

    /**
     * What was solved for.
     *
     * @param model the next model
     * @param whole the same, fitted to the validation samples too, where the next one is not
     */
    record Heads(ModelParameters model, Optional<ModelParameters> whole) {}

    /**
     * Solves. Sums that no head can be solved from leave the model as it is: a round that never ends would be worse.
     *
     * @param validates whether the validation samples are needed later, so that the next model must not know them
     */
    Heads solve(Stage.Analytic stage, ModelParameters base, List<RoundUpdate> accepted, boolean validates)
            throws IOException {
        AnalyticTask task = new AnalyticTask(base.spec(), stage.options());
        HeadStatistics sum =
                HeadStatistics.none(task.dimensions(), task.model().classes().size());
        for (RoundUpdate update : accepted) {
            sum = sum.plus(HeadStatistics.of(task, stored.numbers(stored.read(update.digest()))));
        }
        try {
            ModelParameters whole = solved(task, base, sum, true);
            return validates
                    ? new Heads(solved(task, base, sum, false), Optional.of(whole))
                    : new Heads(whole, Optional.empty());
        } catch (IllegalArgumentException e) {
            LOG.warn("no head was solved for, the model stays as it is: {}", e.getMessage());
            return new Heads(base, Optional.empty());
        }
    }

    private ModelParameters solved(AnalyticTask task, ModelParameters base, HeadStatistics sum, boolean byAll) {
        AnalyticHead head = AnalyticHead.solve(task, base, sum, byAll, plan.seed());
        for (float value : head.model().values()) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("head: not finite, since features hardly vary");
            }
        }
        LOG.info("a head was solved for from {} samples, ridge {}", sum.examples(), head.ridge());
        return head.model();
    }
}
