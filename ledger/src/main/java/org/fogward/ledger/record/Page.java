package org.fogward.ledger.record;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list, in the order of the keys.
 *
 * @param items the records; a page may hold fewer than were asked for
 * @param bookmark where the next page begins; nothing after the last
 */
public record Page<R extends Record>(List<Stored<R>> items, Optional<String> bookmark) {
    /** Takes a copy of the items. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Reads one.
     *
     * @param type the records' class
     * @param json the contract's answer
     * @return the page
     * @throws IllegalArgumentException when it is no page of these in canonical JSON
     */
    @SuppressWarnings("unchecked") // The reader makes the records of the class that it is given.
    public static <R extends Record> Page<R> read(Class<R> type, String json) {
        return CanonicalJson.read(Page.class, type, json);
    }

    /** The page that follows, if there is one. */
    public Optional<PageRequest> next(int size) {
        return bookmark.map(from -> new PageRequest(size, from));
    }
}
