package org.fogward.edge.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** One object of the file with the path that leads to it, so that every error names its field. */
final class FieldReader {
    private static final int MOST_NAME = 120;

    private final String path;
    private final JsonNode node;

    private FieldReader(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new FieldException(path.isEmpty() ? "no fields" : path + ": an object with fields expected");
        }
        this.path = path;
        this.node = node;
    }

    static FieldReader ofRoot(JsonNode tree) {
        return new FieldReader("", tree);
    }

    /** Refuses every field that is not named here. */
    void allow(String... names) {
        node.fieldNames().forEachRemaining(name -> {
            if (!Arrays.asList(names).contains(name)) {
                throw new FieldException(at(shown(name)) + ": unknown field; known are " + String.join(", ", names));
            }
        });
    }

    /** What stands where a field's name belongs may be anything, of any length. */
    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MOST_NAME ? printable : printable.substring(0, MOST_NAME) + "…";
    }

    boolean has(String name) {
        return node.has(name);
    }

    FieldReader object(String name) {
        return new FieldReader(at(name), required(name));
    }

    List<FieldReader> objects(String name) {
        List<FieldReader> objects = new ArrayList<>();
        for (JsonNode element : list(name)) {
            objects.add(new FieldReader(at(name) + "[" + objects.size() + "]", element));
        }
        return objects;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(name)) {
            texts.add(text(at(name) + "[" + texts.size() + "]", element));
        }
        return texts;
    }

    String text(String name) {
        return text(at(name), required(name));
    }

    long number(String name, long smallest, long largest) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < smallest
                || value.longValue() > largest) {
            throw new FieldException(at(name) + ": a whole number from " + smallest + " to " + largest + " expected");
        }
        return value.longValue();
    }

    /** Text that a type of its own reads; what that type refuses is refused here. */
    <T> T parsed(String name, Function<String, T> parse) {
        String text = text(name);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new FieldException(at(name) + ": " + wrong.getMessage());
        }
    }

    /** Makes a value of the whole object; what its type refuses is refused under this object's path. */
    <T> T map(Function<FieldReader, T> make) {
        try {
            return make.apply(this);
        } catch (IllegalArgumentException wrong) {
            throw new FieldException(path + "." + wrong.getMessage());
        }
    }

    private JsonNode list(String name) {
        JsonNode list = required(name);
        if (!list.isArray()) {
            throw new FieldException(at(name) + ": a list expected");
        }
        return list;
    }

    /** Numbers count as text: a class may be called 0. */
    private static String text(String at, JsonNode value) {
        if (!value.isTextual() && !value.isNumber()) {
            throw new FieldException(at + ": text expected");
        }
        return value.asText();
    }

    private JsonNode required(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new FieldException(at(name) + ": missing");
        }
        return value;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
