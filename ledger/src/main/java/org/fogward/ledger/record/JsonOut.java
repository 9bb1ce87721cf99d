package org.fogward.ledger.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fogward.ledger.FieldRules;

/** Writes records as {@link CanonicalJson} says. */
final class JsonOut {
    private JsonOut() {}

    static String text(Object value) {
        return switch (value) {
            case String text -> quoted(text);
            case Instant instant -> quoted(instant.toString());
            case Boolean truth -> truth.toString();
            case Integer number -> number.toString();
            case Long number -> integer(number);
            case Record record -> object(members(record));
            case Map<?, ?> map -> object(map);
            case List<?> list -> list.stream().map(JsonOut::text).collect(Collectors.joining(",", "[", "]"));
            default -> throw new IllegalArgumentException("the ledger keeps no " + value.getClass());
        };
    }

    private static String object(Map<?, ?> members) {
        Map<String, Object> sorted = new TreeMap<>();
        members.forEach((name, value) -> sorted.put((String) name, value));
        return sorted.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + text(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Map<String, Object> members(Record record) {
        Map<String, Object> members = new TreeMap<>();
        RecordShape shape = RecordShape.of(record.getClass());
        for (RecordShape.Component component : shape.components()) {
            Object value = shape.get(component, record);
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(present -> members.put(component.name(), present));
            } else {
                members.put(component.name(), value);
            }
        }
        return members;
    }

    private static String integer(long number) {
        FieldRules.within("an integer", number, -FieldRules.MOST, FieldRules.MOST);
        return Long.toString(number);
    }

    private static String quoted(String text) {
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\')) {
            throw new IllegalArgumentException("the ledger keeps printable ASCII without quotation mark and backslash");
        }
        return '"' + text + '"';
    }
}
