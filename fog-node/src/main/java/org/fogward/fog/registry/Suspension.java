package org.fogward.fog.registry;

/**
 * Why a gateway may not take part at present.
 *
 * @param reason a code, {@code [a-z][a-z0-9_-]{0,31}}
 * @param note a few words more, may be empty
 * @param since when it was decided, ISO 8601
 */
public record Suspension(String reason, String note, String since) {

    /** For a sentence. */
    @Override
    public String toString() {
        return note.isEmpty() ? reason : reason + ": " + note;
    }
}
