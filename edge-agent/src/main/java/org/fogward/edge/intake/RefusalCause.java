package org.fogward.edge.intake;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/** Why a device's request was refused: one counter each, and what the device is answered. */
public enum RefusalCause {
    /** No SenML, no PNG, or a query without what is needed. */
    MALFORMED(ResponseCode.BAD_REQUEST),
    /** Another content format than the door's. */
    CONTENT_FORMAT(ResponseCode.UNSUPPORTED_CONTENT_FORMAT),
    /** A label that is none of the classes. */
    LABEL(ResponseCode.BAD_REQUEST),
    /** A group id that is missing or too long. */
    GROUP(ResponseCode.BAD_REQUEST),
    /** A feature that is missing or unknown, or not a number. */
    FEATURE(ResponseCode.BAD_REQUEST),
    /** NaN or an infinite value. */
    NON_FINITE(ResponseCode.BAD_REQUEST),
    /** Another number of channels or values than the profile has. */
    SHAPE(ResponseCode.BAD_REQUEST),
    /** More bytes than any sample of the profile can have. */
    TOO_LARGE(ResponseCode.REQUEST_ENTITY_TOO_LARGE),
    /** A patient that was forgotten, and of whom nothing more is taken. */
    CONSENT(ResponseCode.FORBIDDEN),
    /** The store is full. */
    STORE_FULL(ResponseCode.SERVICE_UNAVAILABLE),
    /** The store could not write. */
    STORE_FAILED(ResponseCode.SERVICE_UNAVAILABLE);

    private final ResponseCode code;

    RefusalCause(ResponseCode code) {
        this.code = code;
    }

    /** What the device is answered. */
    public ResponseCode code() {
        return code;
    }
}
