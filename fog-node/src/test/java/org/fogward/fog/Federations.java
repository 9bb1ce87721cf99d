package org.fogward.fog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.aggregate.ServerOptions;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.plan.AdmissionLimits;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.plan.RoundRules;
import org.fogward.fog.plan.Stage;
import org.fogward.fog.plan.Stages;
import org.fogward.fog.plan.UpdateRules;
import org.fogward.models.analytic.AnalyticOptions;
import org.fogward.models.data.SampleShape;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.start.Start;
import org.fogward.models.train.TrainingOptions;

/** Small federations for tests. */
final class Federations {

    static final ModelSpec MODEL =
            new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 4), 0, 1, List.of("well", "ill"));

    private Federations() {}

    static Plan plan(long rounds, int quorum) {
        return plan(rounds, quorum, "fedavg", ServerOptions.DEFAULT);
    }

    static Plan plan(long rounds, int quorum, String rule, ServerOptions server) {
        return new Plan(
                MODEL,
                new PlanStart.Made(Start.RANDOM),
                TrainingOptions.defaults(MODEL),
                UpdateRules.whole("dense-float32"),
                rule,
                server,
                Stages.averaging(rounds),
                new RoundRules(rounds, quorum, true, Duration.ofHours(1)),
                new AdmissionLimits(1 << 17, 100, 10_000),
                Optional.empty(),
                7);
    }

    /** A head in closed form, two guarded rounds and a choice. */
    static Plan staged() {
        return new Plan(
                MODEL,
                new PlanStart.Made(Start.RANDOM),
                TrainingOptions.defaults(MODEL).with("{\"validationShare\": 0.25}"),
                UpdateRules.whole("dense-float32"),
                "fedavg",
                new ServerOptions("fedavgm", 1, 0.5, 0.9, 0.99, 1e-3),
                new Stages(List.of(
                        new Stage.Analytic(new AnalyticOptions(6, List.of(0.1, 1.0), 0.5, 0.25)),
                        new Stage.Averaging(3, true),
                        new Stage.Choice())),
                new RoundRules(5, 2, true, Duration.ofHours(1)),
                new AdmissionLimits(1 << 17, 100, 10_000),
                Optional.empty(),
                7);
    }

    /** A fog node that is not running yet, with which these gateways have enrolled. */
    static FogConfig config(Path directory, Plan plan, TestGateway... gateways) {
        for (TestGateway gateway : gateways) {
            gateway.enrol(directory);
        }
        return FogConfig.local(gateways.length == 0 ? TestGateway.FEDERATION : gateways[0].federation, directory, plan);
    }
}
