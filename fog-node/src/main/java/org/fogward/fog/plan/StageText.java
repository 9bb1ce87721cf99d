package org.fogward.fog.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.fogward.fog.yaml.FieldException;
import org.fogward.fog.yaml.Fields;
import org.fogward.models.analytic.AnalyticOptions;

/** A plan's stages as YAML and as canonical JSON. */
final class StageText {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ANALYTIC = "analytic";
    private static final String AVERAGE = "average";
    private static final String CHOICE = "choice";

    private StageText() {}

    /**
     * Reads stages. One that averages and does not say how long takes the rounds that are left.
     *
     * @param count how many rounds there are in all
     */
    static Stages read(List<Fields> sections, long count) throws FieldException {
        List<Long> lengths = new ArrayList<>();
        long known = 0;
        for (Fields section : sections) {
            boolean averages = section.text("kind").equals(AVERAGE);
            long rounds = section.integer("rounds", 1, RoundRules.MAX_COUNT, averages ? 0 : 1);
            lengths.add(rounds);
            known += rounds;
        }
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Fields section = sections.get(i);
            long rounds = lengths.get(i);
            if (rounds == 0) {
                rounds = count - known;
                known = count;
            }
            if (rounds < 1) {
                throw section.problem("rounds", "no rounds are left of " + count);
            }
            stages.add(stage(section, rounds));
        }
        Stages read = new Stages(stages);
        if (read.rounds() != count) {
            throw sections.getLast()
                    .problem("rounds", "all stages have " + read.rounds() + " rounds, but rounds.count is " + count);
        }
        return read;
    }

    /** Whether the first round is analytic. */
    static boolean beginsAnalytic(List<Fields> sections) throws FieldException {
        return !sections.isEmpty() && sections.getFirst().text("kind").equals(ANALYTIC);
    }

    private static Stage stage(Fields section, long rounds) throws FieldException {
        String kind = section.text("kind");
        Stage stage =
                switch (kind) {
                    case ANALYTIC -> new Stage.Analytic(options(section));
                    case AVERAGE -> new Stage.Averaging(rounds, section.flag("guarded", false));
                    case CHOICE -> new Stage.Choice();
                    default ->
                        throw section.problem(
                                "kind",
                                "one of " + ANALYTIC + ", " + AVERAGE + ", " + CHOICE + " expected, not " + kind);
                };
        if (stage.rounds() != rounds) {
            throw section.problem("rounds", kind + " takes one round");
        }
        section.refuseUnknown();
        return stage;
    }

    private static AnalyticOptions options(Fields section) throws FieldException {
        String json = section.overlaid("options", AnalyticOptions.DEFAULT.toJson());
        try {
            return AnalyticOptions.fromJson(json);
        } catch (IllegalArgumentException e) {
            throw section.problem("options", String.valueOf(e.getMessage()));
        }
    }

    static ArrayNode write(Stages stages) throws JsonProcessingException {
        ArrayNode all = MAPPER.createArrayNode();
        for (Stage stage : stages.inOrder()) {
            ObjectNode node = all.addObject();
            switch (stage) {
                case Stage.Analytic analytic ->
                    node.put("kind", ANALYTIC)
                            .set("options", MAPPER.readTree(analytic.options().toJson()));
                case Stage.Averaging averaging ->
                    node.put("kind", AVERAGE).put("rounds", averaging.rounds()).put("guarded", averaging.guarded());
                case Stage.Choice _ -> node.put("kind", CHOICE);
            }
        }
        return all;
    }
}
