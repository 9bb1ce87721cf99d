package org.fogward.ledger.record;

import java.util.Optional;
import java.util.stream.Stream;

/** The changes that the contract tells of. An event's payload is the {@link Stored} record in JSON. */
public enum ChangeKind {
    /** A federation was opened. */
    FEDERATION_OPENED("federation-opened"),
    /** A fog node was registered. */
    FOG_NODE_REGISTERED("fog-node-registered"),
    /** A task was released. */
    TASK_RELEASED("task-released"),
    /** A gateway was registered. */
    GATEWAY_REGISTERED("gateway-registered"),
    /** A gateway was suspended. */
    GATEWAY_SUSPENDED("gateway-suspended"),
    /** A gateway was restored. */
    GATEWAY_RESTORED("gateway-restored"),
    /** A gateway has got a further key or certificate. */
    CERTIFICATE_ADDED("certificate-added"),
    /** A gateway's key or certificate was withdrawn. */
    CERTIFICATE_WITHDRAWN("certificate-withdrawn"),
    /** A fog node's round was anchored. */
    ROUND_ANCHORED("round-anchored"),
    /** A round was closed over several fog nodes. */
    ROUND_CLOSED("round-closed"),
    /** A model was proposed. */
    MODEL_PROPOSED("model-proposed"),
    /** An organisation approved a model, which is not released yet. */
    MODEL_APPROVED("model-approved"),
    /** The last approval that a model needed was given; the payload is the release. */
    MODEL_RELEASED("model-released"),
    /** An organisation wants a way back that is not decided yet. */
    ROLLBACK_VOTED("rollback-voted"),
    /** The last vote that a way back needed was given; the payload is the rollback. */
    MODEL_ROLLED_BACK("model-rolled-back"),
    /** Privacy budget was spent. */
    PRIVACY_SPENT("privacy-spent"),
    /** Somebody looked at a model or a proof. */
    ACCESS_LOGGED("access-logged");

    private final String text;

    ChangeKind(String text) {
        this.text = text;
    }

    /** The event's name. */
    public String text() {
        return text;
    }

    /** The kind with this name, if there is one. */
    public static Optional<ChangeKind> named(String text) {
        return Stream.of(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
