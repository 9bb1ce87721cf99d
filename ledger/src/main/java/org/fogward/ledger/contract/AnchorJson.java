package org.fogward.ledger.contract;

import org.fogward.ledger.RoundAnchor;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * The one spelling of a {@link RoundAnchor} as JSON: fields in the record's order, no spaces, integers without exponent.
 * Equal anchors have equal text, so peers that run the contract write equal bytes. Any other spelling is refused.
 */
public final class AnchorJson {
    private static final int MOST_CHARACTERS = 2048;

    private AnchorJson() {}

    /**
     * Writes an anchor. No field can hold a character that JSON has to escape.
     *
     * @param anchor the anchor
     * @return its canonical JSON
     */
    public static String write(RoundAnchor anchor) {
        return "{\"federation\":\"" + anchor.federation()
                + "\",\"fogNode\":\"" + anchor.fogNode()
                + "\",\"round\":" + anchor.round()
                + ",\"planDigest\":\"" + anchor.planDigest()
                + "\",\"rule\":\"" + anchor.rule()
                + "\",\"oldModelDigest\":\"" + anchor.oldModelDigest()
                + "\",\"newModelDigest\":\"" + anchor.newModelDigest()
                + "\",\"merkleRoot\":\"" + anchor.merkleRoot()
                + "\",\"accepted\":" + anchor.accepted()
                + ",\"refused\":" + anchor.refused() + "}";
    }

    /**
     * Reads an anchor.
     *
     * @param json at most 2048 characters
     * @return the anchor
     * @throws IllegalArgumentException naming the field, when the text is anything but the canonical JSON of a valid one
     */
    public static RoundAnchor read(String json) {
        if (json.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("the anchor is longer than " + MOST_CHARACTERS + " characters");
        }
        RoundAnchor anchor;
        try {
            anchor = read(new JSONObject(json));
        } catch (JSONException e) {
            throw new IllegalArgumentException("the anchor is not a JSON object: " + e.getMessage(), e);
        }
        if (!write(anchor).equals(json)) {
            throw new IllegalArgumentException("the anchor is not in canonical form: other fields, order or spaces");
        }
        return anchor;
    }

    static RoundAnchor read(JSONObject object) {
        return new RoundAnchor(
                text(object, "federation"),
                text(object, "fogNode"),
                integer(object, "round", Long.MAX_VALUE),
                text(object, "planDigest"),
                text(object, "rule"),
                text(object, "oldModelDigest"),
                text(object, "newModelDigest"),
                text(object, "merkleRoot"),
                (int) integer(object, "accepted", Integer.MAX_VALUE),
                (int) integer(object, "refused", Integer.MAX_VALUE));
    }

    static String text(JSONObject object, String field) {
        if (object.opt(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(field + " must be there as a string");
    }

    private static long integer(JSONObject object, String field, long most) {
        Object value = object.opt(field);
        if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() <= most) {
            return ((Number) value).longValue();
        }
        throw new IllegalArgumentException(field + " must be there as an integer of at most " + most);
    }
}
