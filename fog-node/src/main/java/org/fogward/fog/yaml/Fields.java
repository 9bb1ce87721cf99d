package org.fogward.fog.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of one mapping. Each is asked for by name and type; {@link #refuseUnknown()} then refuses those that nobody asked
 * for, so that a misspelt option is never silently ignored. For one thread.
 */
public final class Fields {

    private static final int MAX_FILE_BYTES = 1 << 20;

    private final String path;
    private final ObjectNode node;
    private final Set<String> asked = new TreeSet<>();

    Fields(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    /**
     * Reads a file, at most 1 MiB.
     *
     * @throws FieldException if it cannot be read or is not one YAML mapping
     */
    public static Fields read(Path file) throws FieldException {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new FieldException(file.toString(), "longer than " + MAX_FILE_BYTES + " bytes");
            }
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new FieldException(
                    file.toString(), "cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /**
     * Reads a text; JSON is YAML.
     *
     * @throws FieldException if it is not one YAML mapping without duplicate keys
     */
    public static Fields parse(String text) throws FieldException {
        return new Fields("", YamlText.mapping(text));
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Whether the field is there and is a mapping. */
    public boolean isSection(String name) {
        return node.get(name) instanceof ObjectNode;
    }

    /** A nested mapping that must be there. */
    public Fields section(String name) throws FieldException {
        return new Fields(pathOf(name), object(name, required(name)));
    }

    /** A nested mapping, an empty one if it is not there. */
    public Fields sectionOrEmpty(String name) throws FieldException {
        return has(name) ? section(name) : new Fields(pathOf(name), YamlText.empty(asked, name));
    }

    /** A list of mappings, empty if it is not there. */
    public List<Fields> sections(String name) throws FieldException {
        List<Fields> sections = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            String place = name + "[" + sections.size() + "]";
            sections.add(new Fields(pathOf(place), object(place, element)));
        }
        return sections;
    }

    /** A list of texts, empty if it is not there. */
    public List<String> texts(String name) throws FieldException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isTextual()) {
                throw problem(name + "[" + texts.size() + "]", "text expected");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** A text that must be there and not be blank. */
    public String text(String name) throws FieldException {
        JsonNode value = required(name);
        if (!value.isTextual() && !value.isNumber() || value.asText().isBlank()) {
            throw problem(name, "text expected");
        }
        return value.asText();
    }

    /** A text, if it is there. */
    public Optional<String> optionalText(String name) throws FieldException {
        asked.add(name);
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A whole number within bounds; the default if it is not there. */
    public long integer(String name, long least, long most, long otherwise) throws FieldException {
        asked.add(name);
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw problem(name, "whole number expected");
        }
        if (value.longValue() < least || value.longValue() > most) {
            throw problem(name, value + " is not within " + least + ".." + most);
        }
        return value.longValue();
    }

    /** A finite number; the default if it is not there. */
    public double number(String name, double otherwise) throws FieldException {
        asked.add(name);
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = YamlText.number(required(name));
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw problem(name, "number expected");
        }
        return value.doubleValue();
    }

    /** Yes or no; the default if it is not there. */
    public boolean flag(String name, boolean otherwise) throws FieldException {
        asked.add(name);
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = required(name);
        if (!value.isBoolean()) {
            throw problem(name, "true or false expected");
        }
        return value.booleanValue();
    }

    /** A nested mapping as JSON text, for a reader that checks its fields itself. */
    public String json(String name) throws FieldException {
        return object(name, required(name)).toString();
    }

    /**
     * A mapping of defaults as JSON, overlaid by what this mapping's field says.
     *
     * @throws FieldException if the field names something that the defaults do not have
     */
    public String overlaid(String name, String defaults) throws FieldException {
        asked.add(name);
        ObjectNode result = YamlText.mapping(defaults);
        if (has(name)) {
            for (Map.Entry<String, JsonNode> field :
                    object(name, required(name)).properties()) {
                if (!result.has(field.getKey())) {
                    throw problem(name + "." + field.getKey(), "unknown field");
                }
                JsonNode value = field.getValue();
                boolean number = result.get(field.getKey()).isNumber();
                result.set(field.getKey(), number ? YamlText.number(value) : value);
            }
        }
        return result.toString();
    }

    /** A problem with one of these fields. */
    public FieldException problem(String name, String problem) {
        return new FieldException(pathOf(name), problem);
    }

    /**
     * The last call: refuses what nobody asked for.
     *
     * @throws FieldException naming the first such field
     */
    public void refuseUnknown() throws FieldException {
        Iterator<String> names = node.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw problem(name, "unknown field; known here are " + asked);
            }
        }
    }

    private JsonNode required(String name) throws FieldException {
        asked.add(name);
        if (!has(name)) {
            throw problem(name, "missing");
        }
        return node.get(name);
    }

    private Iterable<JsonNode> elements(String name) throws FieldException {
        asked.add(name);
        if (!has(name)) {
            return List.of();
        }
        if (!node.get(name).isArray()) {
            throw problem(name, "list expected");
        }
        return node.get(name);
    }

    private ObjectNode object(String name, JsonNode value) throws FieldException {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw problem(name, "mapping expected");
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
