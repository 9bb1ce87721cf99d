package org.fogward.models.data;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/** The classes of a data set and the texts that stand for them in its files. */
final class ClassKeys {

    private final List<String> names;
    private final Map<String, Integer> indices = new HashMap<>();

    private ClassKeys(List<String> names) {
        this.names = List.copyOf(names);
        for (String name : this.names) {
            indices.put(name, indices.size());
        }
    }

    /** Classes that are only named, in alphabetical order. */
    static ClassKeys ofNames(Collection<String> names) {
        return new ClassKeys(List.copyOf(new TreeSet<>(names)));
    }

    /**
     * Classes with a key and a text each, in the order given. Where every key is a number it is a mere code, and the
     * text is the class's name; otherwise the key is the name (such as the AAMI's N, S, V) and the text explains it.
     */
    static ClassKeys ofEntries(List<Map.Entry<String, String>> entries) {
        boolean codes = entries.stream().allMatch(entry -> entry.getKey().matches("\\d+"));
        ClassKeys classes = new ClassKeys(entries.stream()
                .map(codes ? Map.Entry::getValue : Map.Entry::getKey)
                .toList());
        for (int i = 0; i < entries.size(); i++) {
            classes.alias(entries.get(i).getKey(), i);
            classes.alias(entries.get(i).getValue(), i);
        }
        return classes;
    }

    List<String> names() {
        return names;
    }

    OptionalInt find(String text) {
        Integer index = indices.get(text);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    private void alias(String text, int index) {
        Integer other = indices.putIfAbsent(text, index);
        if (other != null && other != index) {
            throw new IllegalArgumentException(Quoted.of(text) + " stands for two classes");
        }
    }
}
