package org.fogward.ledger.record;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hyperledger.fabric.shim.ledger.CompositeKey;

/**
 * Under what a record is kept, or the beginning of that, for lists.
 *
 * @param kind the kind of record
 * @param parts the key's parts, from the first on
 */
public record RecordKey(RecordKind kind, List<String> parts) {
    /** Refuses too many parts and what a part cannot hold. */
    public RecordKey {
        parts = List.copyOf(parts);
        if (parts.size() > kind.parts().size()) {
            throw new IllegalArgumentException(
                    "a " + kind.text() + " has " + kind.parts().size() + " parts in its key, not " + parts.size());
        }
        checked(kind, parts);
    }

    /** A key; numbers in decimal digits. */
    public static RecordKey of(RecordKind kind, Object... parts) {
        return new RecordKey(kind, Stream.of(parts).map(String::valueOf).toList());
    }

    /**
     * Reads the two texts of a query.
     *
     * @param kind the kind's name
     * @param path the parts, with a slash between them; may be empty
     * @return the key or its beginning
     * @throws IllegalArgumentException when there is no such kind, or the parts do not fit it
     */
    public static RecordKey parse(String kind, String path) {
        RecordKind found = Stream.of(RecordKind.values())
                .filter(one -> one.text().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind: the ledger keeps no such records"));
        return new RecordKey(found, path.isEmpty() ? List.of() : List.of(path.split("/", -1)));
    }

    /** The parts with a slash between them, as {@link #parse} takes them. */
    public String path() {
        return String.join("/", parts);
    }

    /** Refuses a key that is only a beginning. */
    public RecordKey whole() {
        if (parts.size() < kind.parts().size()) {
            throw new IllegalArgumentException(
                    "a " + kind.text() + " has " + kind.parts().size() + " parts in its key, not " + parts.size());
        }
        return this;
    }

    /** The key as Fabric has it. */
    public CompositeKey composite() {
        return new CompositeKey(kind.text(), checked(kind, parts));
    }

    private static List<String> checked(RecordKind kind, List<String> parts) {
        List<String> checked = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            checked.add(kind.parts().get(i).checked(parts.get(i)));
        }
        return checked;
    }
}
