package org.fogward.ledger.record;

import java.util.List;
import org.fogward.ledger.FieldRules;

/**
 * The kinds of records, each with the parts of its key. A key holds what makes the record the only one of its kind, so that
 * no two calls that have nothing to do with each other ever write the same key.
 */
public enum RecordKind {
    /** A federation. */
    FEDERATION("federation", Part.IDENTIFIER),
    /** A fog node of a federation. */
    FOG_NODE("fog-node", Part.IDENTIFIER, Part.IDENTIFIER),
    /** A released task, by its plan's digest. */
    TASK("task", Part.IDENTIFIER, Part.DIGEST),
    /** The same, by its first round, which is how tasks are listed in order. */
    TASK_START("task-start", Part.IDENTIFIER, Part.NUMBER),
    /** The same, by the plan that it follows; the first one follows 64 zeros. */
    TASK_SUCCESSOR("task-successor", Part.IDENTIFIER, Part.DIGEST),
    /** A gateway. */
    GATEWAY("gateway", Part.IDENTIFIER, Part.IDENTIFIER),
    /** Whether a gateway takes part at present. */
    GATEWAY_STANDING("gateway-standing", Part.IDENTIFIER, Part.IDENTIFIER),
    /** A gateway's key or certificate, by its fingerprint. */
    CERTIFICATE("certificate", Part.IDENTIFIER, Part.DIGEST),
    /** That such a key or certificate does not count any more, by its fingerprint. */
    CERTIFICATE_WITHDRAWAL("certificate-withdrawal", Part.IDENTIFIER, Part.DIGEST),
    /** A fog node's round. */
    ROUND("round", Part.IDENTIFIER, Part.IDENTIFIER, Part.NUMBER),
    /** A round over several fog nodes. */
    ROUND_CLOSING("round-closing", Part.IDENTIFIER, Part.NUMBER),
    /** A model that may be approved, by its digest. */
    MODEL_PROPOSAL("model-proposal", Part.IDENTIFIER, Part.DIGEST),
    /** An organisation's approval of a model. */
    MODEL_APPROVAL("model-approval", Part.IDENTIFIER, Part.DIGEST, Part.ORGANISATION),
    /** A released model, by the round that made it. */
    MODEL_RELEASE("model-release", Part.IDENTIFIER, Part.NUMBER, Part.DIGEST),
    /** An organisation's will to go back from one model to another. */
    ROLLBACK_VOTE("rollback-vote", Part.IDENTIFIER, Part.DIGEST, Part.DIGEST, Part.ORGANISATION),
    /** The way back from a model, by the round that made it. */
    MODEL_ROLLBACK("model-rollback", Part.IDENTIFIER, Part.NUMBER, Part.DIGEST),
    /** What a federation as a whole has spent up to a round. */
    FEDERATION_SPEND("federation-spend", Part.IDENTIFIER, Part.NUMBER),
    /** What a gateway has spent up to a round. */
    GATEWAY_SPEND("gateway-spend", Part.IDENTIFIER, Part.IDENTIFIER, Part.NUMBER),
    /** A look at a model or a proof. */
    ACCESS("access", Part.IDENTIFIER, Part.OPAQUE);

    private final String text;
    private final List<Part> parts;

    RecordKind(String text, Part... parts) {
        this.text = text;
        this.parts = List.of(parts);
    }

    /** What a part of a key may hold. */
    enum Part {
        IDENTIFIER,
        DIGEST,
        ORGANISATION,
        OPAQUE,
        NUMBER;

        /** Numbers are padded to the width of the largest long, so that keys sort as numbers do. */
        String checked(String value) {
            switch (this) {
                case IDENTIFIER -> FieldRules.identifier("a key's part", value);
                case DIGEST -> FieldRules.digest("a key's part", value);
                case ORGANISATION -> FieldRules.organisation("a key's part", value);
                case OPAQUE -> FieldRules.opaque("a key's part", value);
                case NUMBER -> {
                    if (!value.matches("[1-9][0-9]{0,15}")) {
                        throw new IllegalArgumentException("a key's number must be 1 to 16 decimal digits");
                    }
                    return "0".repeat(19 - value.length()) + value;
                }
            }
            return value;
        }
    }

    /** The name in keys and queries. */
    public String text() {
        return text;
    }

    List<Part> parts() {
        return parts;
    }
}
