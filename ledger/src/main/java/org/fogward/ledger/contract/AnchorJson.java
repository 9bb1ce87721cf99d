package org.fogward.ledger.contract;

import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.record.CanonicalJson;

/** A {@link RoundAnchor} as the contract takes it: {@link CanonicalJson}. */
public final class AnchorJson {
    private AnchorJson() {}

    /**
     * Writes an anchor.
     *
     * @param anchor the anchor
     * @return its canonical JSON
     */
    public static String write(RoundAnchor anchor) {
        return CanonicalJson.write(anchor);
    }

    /**
     * Reads an anchor.
     *
     * @param json canonical JSON
     * @return the anchor
     * @throws IllegalArgumentException naming the field, when the text is anything but the canonical JSON of a valid one
     */
    public static RoundAnchor read(String json) {
        return CanonicalJson.read(RoundAnchor.class, json);
    }
}
