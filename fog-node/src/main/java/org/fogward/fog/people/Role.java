package org.fogward.fog.people;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody may do. Each role may do what the ones before it may. */
public enum Role {
    /** Sees the federation's state. */
    VIEWER,
    /** Also sees proofs and the audit log, and begins verifications. */
    AUDITOR,
    /** Also changes things: accounts, and whatever else can be changed. */
    OPERATOR;

    /** Whether this role may do what another one may. */
    public boolean covers(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role in one lower-case word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a word.
     *
     * @throws IllegalArgumentException if it is none of the roles
     */
    public static Role parse(String word) {
        return Stream.of(values())
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("role: one of "
                        + Stream.of(values()).map(Role::word).collect(Collectors.joining(", ")) + " expected"));
    }
}
