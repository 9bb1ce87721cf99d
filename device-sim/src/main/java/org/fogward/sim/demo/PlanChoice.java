package org.fogward.sim.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fogward.fog.plan.PlanFile;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.data.Dataset;
import org.fogward.models.spec.ModelSpec;

/**
 * What a demo learns and how: its own choices, over them the plan file's, over them the command line's. Rounds wait for every
 * gateway unless the file says otherwise.
 */
final class PlanChoice {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final long MAX_BYTES = 1 << 20;

    private final DemoOptions options;
    private final ObjectNode overrides;

    private PlanChoice(DemoOptions options, ObjectNode overrides) {
        this.options = options;
        this.overrides = overrides;
    }

    /**
     * Reads the plan file, if there is one.
     *
     * @throws IllegalArgumentException if it is no YAML object
     */
    static PlanChoice of(DemoOptions options) {
        return new PlanChoice(options, options.plan().map(PlanChoice::read).orElseGet(YAML::createObjectNode));
    }

    /** What everything random derives from. */
    long seed() {
        return options.seed().orElseGet(() -> overrides.path("seed").asLong(DemoOptions.DEFAULT_SEED));
    }

    /**
     * The plan for a data set. A file that the plan file names is looked for where the plan file is.
     *
     * @throws FieldException naming the field of the plan file that is wrong
     * @throws IllegalArgumentException if the model does not suit the data
     */
    PlanFile planFor(Dataset dataset) throws FieldException {
        ModelSpec model = ModelSpec.forDataset(dataset, options.model());
        ObjectNode plan = YAML.createObjectNode();
        plan.set("model", json(model.toJson()));
        plan.putObject("rounds")
                .put("count", DemoOptions.DEFAULT_ROUNDS)
                .put("quorum", options.gateways())
                .put("waitForAll", true);
        overlay(plan, overrides);
        options.rounds().ifPresent(count -> ((ObjectNode) plan.get("rounds")).put("count", count));
        plan.put("seed", seed());
        PlanFile chosen = PlanFile.parse(plan.toString(), folder());
        requireSuits(chosen.plan().model(), dataset);
        return chosen;
    }

    private Path folder() {
        return options.plan().map(Path::toAbsolutePath).map(Path::getParent).orElseGet(() -> Path.of(""));
    }

    private static void requireSuits(ModelSpec model, Dataset dataset) {
        if (!model.classes().equals(dataset.classes())) {
            throw new IllegalArgumentException("plan: model.classes: not those of the data, " + dataset.classes());
        }
        if (model.features() != dataset.features().size()
                || model.input().channels() != dataset.shape().channels()) {
            throw new IllegalArgumentException("plan: model: its input or features are not those of the data");
        }
    }

    private static ObjectNode read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("--plan: " + file + " is longer than " + MAX_BYTES + " bytes");
            }
            if (YAML.readTree(file.toFile()) instanceof ObjectNode plan) {
                return plan;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("--plan: cannot read " + file + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("--plan: " + file + " does not hold the fields of a plan");
    }

    private static void overlay(ObjectNode onto, ObjectNode from) {
        from.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode section
                    && onto.get(field.getKey()) instanceof ObjectNode known) {
                overlay(known, section);
            } else {
                onto.set(field.getKey(), field.getValue());
            }
        });
    }

    private static JsonNode json(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a specification's own JSON", e);
        }
    }
}
