package org.fogward.ledger.record;

import org.fogward.ledger.FieldRules;

/**
 * Which part of a list is wanted.
 *
 * @param size how many records at most, 1 to 100
 * @param bookmark where the page begins, from the page before it; empty for the first
 */
public record PageRequest(int size, String bookmark) {
    /** The most records that a page can hold. */
    public static final int MOST = 100;

    /** Refuses a size outside of the range, and what is no bookmark: hexadecimal digits, at most 1024. */
    public PageRequest {
        FieldRules.within("size", size, 1, MOST);
        if (!bookmark.matches("([0-9a-f]{2}){0,512}")) {
            throw new IllegalArgumentException("bookmark must be empty or come from the page before");
        }
    }

    /** The first page. */
    public static PageRequest first(int size) {
        return new PageRequest(size, "");
    }
}
