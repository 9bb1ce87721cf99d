package org.fogward.ledger.record;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.json.JSONArray;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** Reads records as {@link CanonicalJson} says; that the text is canonical is left to it. */
final class JsonIn {
    private static final Map<Class<?>, String> NAMES = Map.of(
            String.class, "a string",
            Instant.class, "a string",
            boolean.class, "true or false",
            int.class, "an integer of at most 2147483647",
            Integer.class, "an integer of at most 2147483647",
            long.class, "an integer of at most 9007199254740991",
            Long.class, "an integer of at most 9007199254740991",
            List.class, "an array");

    private final Class<? extends Record> parameter;

    /** What a type variable stands for. */
    JsonIn(Class<? extends Record> parameter) {
        this.parameter = parameter;
    }

    <R extends Record> R record(Class<R> type, JSONObject object) {
        RecordShape shape = RecordShape.of(type);
        return type.cast(shape.make(shape.components().stream()
                .map(component -> value(component.type(), object.opt(component.name()), component.name()))
                .toArray()));
    }

    private Object value(Type type, @Nullable Object json, String field) {
        return switch (type) {
            case ParameterizedType generic -> generic(generic, json, field);
            case TypeVariable<?> _ -> plain(parameter, json, field);
            case Class<?> plain -> plain(plain, json, field);
            default -> throw new IllegalArgumentException("the ledger keeps no " + type);
        };
    }

    private Object generic(ParameterizedType type, @Nullable Object json, String field) {
        Type last = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
        if (type.getRawType() == Optional.class) {
            return json == null ? Optional.empty() : Optional.of(value(last, json, field));
        }
        if (type.getRawType() == List.class && json instanceof JSONArray array) {
            List<Object> values = new ArrayList<>();
            array.forEach(element -> values.add(value(last, element, field)));
            return List.copyOf(values);
        }
        if (type.getRawType() == Map.class && json instanceof JSONObject object) {
            Map<String, Object> values = new TreeMap<>();
            object.keySet().forEach(key -> values.put(key, value(last, object.get(key), field)));
            return values;
        }
        return plain((Class<?>) type.getRawType(), json, field);
    }

    private Object plain(Class<?> type, @Nullable Object json, String field) {
        if (type.isRecord() && json instanceof JSONObject object) {
            return record(type.asSubclass(Record.class), object);
        }
        if (type == String.class && json instanceof String
                || type == boolean.class && json instanceof Boolean
                || (type == int.class || type == Integer.class) && json instanceof Integer) {
            return json;
        }
        if ((type == long.class || type == Long.class) && (json instanceof Integer || json instanceof Long)) {
            return ((Number) json).longValue();
        }
        if (type == Instant.class && json instanceof String text) {
            return instant(text, field);
        }
        throw new IllegalArgumentException(field + " must be there as " + NAMES.getOrDefault(type, "an object"));
    }

    private static Instant instant(String text, String field) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + " must be an instant in UTC, as ISO 8601 has it", e);
        }
    }
}
