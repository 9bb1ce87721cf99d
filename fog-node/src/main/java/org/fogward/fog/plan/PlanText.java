package org.fogward.fog.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.aggregate.AggregationRule;
import org.fogward.fog.aggregate.AggregationRules;
import org.fogward.fog.aggregate.ServerOptions;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fog.yaml.Fields;
import org.fogward.models.analytic.AnalyticOptions;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.models.prune.PruningSchedule;
import org.fogward.models.spec.Head;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.train.TrainingOptions;

/** Plans as YAML and as canonical JSON. */
final class PlanText {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DEFAULT_RULE = "fedavg";
    private static final long DEFAULT_DEADLINE_SECONDS = 3600;
    private static final double DEFAULT_KEEP = 0.5;

    private PlanText() {}

    /**
     * Reads a plan.
     *
     * @param folder where the file that it starts from may be
     */
    static PlanFile read(Fields plan, Optional<Path> folder) throws FieldException {
        ModelSpec model = checked("model", plan, () -> ModelSpec.fromJson(plan.json("model")));
        long seed = plan.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
        StartText givenStart = StartText.read(plan, model, seed, folder);
        PlanStart start = givenStart.start();
        TrainingOptions training = checked(
                "training",
                plan,
                () -> TrainingOptions.fromJson(
                        plan.overlaid("training", defaults(plan, model, start).toJson())));
        RoundRules rounds = checked("rounds", plan, () -> rounds(plan.section("rounds")));
        Fields aggregation = plan.sectionOrEmpty("aggregation");
        String rule = aggregation.optionalText("rule").orElse(DEFAULT_RULE);
        UpdateRules update = checked(
                "update",
                plan,
                () -> UpdateText.read(
                        plan.sectionOrEmpty("update"), usualUpdates(solves(plan, model, start), rule, rounds.count())));
        ServerOptions server = checked(
                "server", aggregation, () -> server(aggregation.sectionOrEmpty("server"), update.usualServer()));
        aggregation.refuseUnknown();
        Stages stages = stages(plan, model, start, training, rounds);
        AdmissionLimits admission =
                checked("admission", plan, () -> admission(plan.sectionOrEmpty("admission"), model, stages));
        Fields pruningFields = plan.sectionOrEmpty("pruning");
        Optional<PruningSchedule> pruning = plan.has("pruning")
                ? Optional.of(checked("pruning", plan, () -> pruning(pruningFields)))
                : Optional.empty();
        plan.refuseUnknown();
        Plan read = checked(
                "plan",
                plan,
                () -> new Plan(model, start, training, update, rule, server, stages, rounds, admission, pruning, seed));
        return new PlanFile(read, givenStart.firstModel());
    }

    static String write(Plan plan) {
        try {
            ObjectNode root = MAPPER.createObjectNode();
            root.set("model", MAPPER.readTree(plan.model().toJson()));
            switch (plan.start()) {
                case PlanStart.Made made -> root.put("start", made.how().text());
                case PlanStart.Given given ->
                    root.putObject("start").put("model", given.model().hex());
            }
            root.set("training", MAPPER.readTree(plan.training().toJson()));
            UpdateText.write(plan.update(), root.putObject("update"));
            ObjectNode aggregation = root.putObject("aggregation").put("rule", plan.rule());
            aggregation
                    .putObject("server")
                    .put("optimizer", plan.server().optimizer())
                    .put("learningRate", plan.server().learningRate())
                    .put("momentum", plan.server().momentum())
                    .put("beta1", plan.server().beta1())
                    .put("beta2", plan.server().beta2())
                    .put("tau", plan.server().tau());
            root.set("stages", StageText.write(plan.stages()));
            root.putObject("rounds")
                    .put("count", plan.rounds().count())
                    .put("quorum", plan.rounds().quorum())
                    .put("waitForAll", plan.rounds().waitForAll())
                    .put("deadlineSeconds", plan.rounds().deadline().toSeconds())
                    .put("newKeysEvery", plan.rounds().newKeysEvery());
            root.putObject("admission")
                    .put("maxBytes", plan.admission().maxBytes())
                    .put("maxNorm", plan.admission().maxNorm())
                    .put("maxSamples", plan.admission().maxSamples());
            plan.pruning().ifPresent(pruning -> root.putObject("pruning")
                    .put("from", pruning.from())
                    .put("to", pruning.to())
                    .put("keep", pruning.keep()));
            return MAPPER.writeValueAsString(root.put("seed", plan.seed()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a plan is always writable", e);
        }
    }

    private static ServerOptions server(Fields fields, ServerOptions otherwise) throws FieldException {
        ServerOptions server = new ServerOptions(
                fields.optionalText("optimizer").orElse(otherwise.optimizer()),
                fields.number("learningRate", otherwise.learningRate()),
                fields.number("momentum", otherwise.momentum()),
                fields.number("beta1", otherwise.beta1()),
                fields.number("beta2", otherwise.beta2()),
                fields.number("tau", otherwise.tau()));
        fields.refuseUnknown();
        return server;
    }

    private static RoundRules rounds(Fields fields) throws FieldException {
        RoundRules rounds = new RoundRules(
                fields.integer("count", 1, RoundRules.MAX_COUNT, 1),
                (int) fields.integer("quorum", 1, RoundRules.MAX_COUNT, 1),
                fields.flag("waitForAll", false),
                Duration.ofSeconds(fields.integer(
                        "deadlineSeconds", 1, RoundRules.MAX_DEADLINE.toSeconds(), DEFAULT_DEADLINE_SECONDS)),
                (int) fields.integer("newKeysEvery", 1, RoundRules.MAX_COUNT, RoundRules.DEFAULT_NEW_KEYS_EVERY));
        fields.refuseUnknown();
        return rounds;
    }

    private static Stages stages(
            Fields plan, ModelSpec model, PlanStart start, TrainingOptions training, RoundRules rounds)
            throws FieldException {
        List<Fields> sections = plan.sections("stages");
        if (plan.has("stages")) {
            if (sections.isEmpty()) {
                throw plan.problem("stages", "none");
            }
            return StageText.read(sections, rounds.count());
        }
        return canSee(model, start)
                ? Stages.fromClosedForm(rounds.count(), AnalyticOptions.DEFAULT, training)
                : Stages.averaging(rounds.count());
    }

    /** Whether a head in closed form makes sense of what the first model sees. */
    private static boolean canSee(ModelSpec model, PlanStart start) {
        return model.head() == Head.LEVELS && start.canSee();
    }

    private static TrainingOptions defaults(Fields plan, ModelSpec model, PlanStart start) throws FieldException {
        return solves(plan, model, start) ? TrainingOptions.fineTuning(model) : TrainingOptions.defaults(model);
    }

    private static UpdateRules usualUpdates(boolean solves, String rule, long rounds) {
        if (AggregationRules.named(rule)
                .filter(AggregationRule::comparesUpdates)
                .isPresent()) {
            return UpdateRules.whole("dense-float16");
        }
        return solves ? UpdateRules.fineTuning(rounds) : UpdateRules.learning(rounds);
    }

    private static boolean solves(Fields plan, ModelSpec model, PlanStart start) throws FieldException {
        return plan.has("stages") ? StageText.beginsAnalytic(plan.sections("stages")) : canSee(model, start);
    }

    private static AdmissionLimits admission(Fields fields, ModelSpec model, Stages stages) throws FieldException {
        AdmissionLimits otherwise =
                AdmissionLimits.defaults(ParameterLayout.of(model).parameters(), stages.wholeNumbers(model));
        AdmissionLimits admission = new AdmissionLimits(
                (int) fields.integer(
                        "maxBytes", AdmissionLimits.LEAST_BYTES, AdmissionLimits.MOST_BYTES, otherwise.maxBytes()),
                fields.number("maxNorm", otherwise.maxNorm()),
                fields.integer("maxSamples", 1, Long.MAX_VALUE, otherwise.maxSamples()));
        fields.refuseUnknown();
        return admission;
    }

    private static PruningSchedule pruning(Fields fields) throws FieldException {
        int from = (int) fields.integer("from", 0, RoundRules.MAX_COUNT, 0);
        int to = (int) fields.integer("to", 1, RoundRules.MAX_COUNT, Math.max(1, from));
        double keep = fields.number("keep", DEFAULT_KEEP);
        fields.refuseUnknown();
        return new PruningSchedule(from, to, keep);
    }

    /** Names the field where a record refuses its content. */
    private static <T> T checked(String field, Fields within, Reading<T> reading) throws FieldException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw within.problem(field, String.valueOf(e.getMessage()));
        }
    }

    private interface Reading<T> {
        T read() throws FieldException;
    }
}
