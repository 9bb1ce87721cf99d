package org.fogward.fog.plan;

import java.util.ArrayList;
import java.util.List;
import org.fogward.models.analytic.AnalyticOptions;
import org.fogward.models.analytic.AnalyticTask;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.train.TrainingOptions;

/**
 * What a plan's rounds are, in order. Immutable.
 *
 * @param inOrder at least one
 */
public record Stages(List<Stage> inOrder) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException where there is none
     */
    public Stages {
        inOrder = List.copyOf(inOrder);
        if (inOrder.isEmpty()) {
            throw new IllegalArgumentException("stages: none");
        }
    }

    /** Nothing but averaging, unguarded. */
    public static Stages averaging(long rounds) {
        return new Stages(List.of(new Stage.Averaging(rounds, false)));
    }

    /**
     * What suits a model that can see before it has learnt anything: a head in closed form, then training from there. Where
     * gateways keep validation parts, training is guarded and the last round chooses.
     */
    static Stages fromClosedForm(long rounds, AnalyticOptions options, TrainingOptions training) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage.Analytic(options));
        boolean chooses = rounds > 2 && training.validationShare() > 0;
        long between = rounds - (chooses ? 2 : 1);
        if (between > 0) {
            stages.add(new Stage.Averaging(between, chooses));
        }
        if (chooses) {
            stages.add(new Stage.Choice());
        }
        return new Stages(stages);
    }

    /** How many rounds all have together. */
    public long rounds() {
        return inOrder.stream().mapToLong(Stage::rounds).sum();
    }

    /** The stage of a round; of rounds after the last, that of the last. */
    public Stage at(long round) {
        long before = 0;
        for (Stage stage : inOrder) {
            before += stage.rounds();
            if (round <= before) {
                return stage;
            }
        }
        return inOrder.getLast();
    }

    /** Whether a later round chooses among models. */
    public boolean choosesAfter(long round) {
        long before = 0;
        for (Stage stage : inOrder) {
            before += stage.rounds();
            if (before > round && stage instanceof Stage.Choice) {
                return true;
            }
        }
        return false;
    }

    /** How many whole numbers a gateway sends at most. */
    int wholeNumbers(ModelSpec model) {
        return inOrder.stream()
                .filter(Stage.Analytic.class::isInstance)
                .mapToInt(stage -> new AnalyticTask(model, ((Stage.Analytic) stage).options()).numbers())
                .max()
                .orElse(0);
    }
}
