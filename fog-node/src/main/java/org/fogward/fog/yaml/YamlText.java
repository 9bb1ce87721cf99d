package org.fogward.fog.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/** YAML 1.1 text to a tree, within limits of size, depth and aliases. */
final class YamlText {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DEPTH = 16;
    private static final ObjectMapper MAPPER = mapper();

    private YamlText() {}

    static ObjectNode mapping(String text) throws FieldException {
        if (text.length() > MAX_CHARACTERS) {
            throw new FieldException("file", "longer than " + MAX_CHARACTERS + " characters");
        }
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode mapping) {
                return mapping;
            }
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new FieldException("file", "not YAML: " + firstLine(e.getOriginalMessage()) + line, e);
        } catch (YAMLException e) {
            throw new FieldException("file", "not YAML: " + firstLine(String.valueOf(e.getMessage())), e);
        }
        throw new FieldException("file", "not a mapping of fields");
    }

    static ObjectNode empty(Set<String> asked, String name) {
        asked.add(name);
        return JsonNodeFactory.instance.objectNode();
    }

    /** YAML 1.1 takes {@code 1e-3} for a text, because it lacks a point. */
    static JsonNode number(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        try {
            return DoubleNode.valueOf(Double.parseDouble(value.textValue()));
        } catch (NumberFormatException e) {
            return value;
        }
    }

    private static ObjectMapper mapper() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARACTERS);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMaxAliasesForCollections(0);
        return new ObjectMapper(YAMLFactory.builder()
                        .loaderOptions(limits)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
