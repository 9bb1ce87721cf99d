package org.fogward.edge.intake;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.fogward.edge.device.DeviceRefusal;

/** Why a device or its request was refused: one counter each, and what the device is answered. */
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
    STORE_FAILED(ResponseCode.SERVICE_UNAVAILABLE),
    /** A handshake of a device that was never let in. */
    DEVICE_UNKNOWN(ResponseCode.UNAUTHORIZED),
    /** A handshake with another key or code than the device's. */
    DEVICE_KEY(ResponseCode.UNAUTHORIZED),
    /** A handshake by an invitation or a certificate whose time is over. */
    DEVICE_EXPIRED(ResponseCode.UNAUTHORIZED),
    /** A device that was removed, or has something newer to prove itself by; a code that was used or guessed at. */
    DEVICE_REMOVED(ResponseCode.UNAUTHORIZED),
    /** A handshake by a certificate of another gateway's authority. */
    DEVICE_FOREIGN(ResponseCode.UNAUTHORIZED),
    /** A handshake by a code, from an address that tried too many. */
    DEVICE_GUESSES(ResponseCode.UNAUTHORIZED);

    private final ResponseCode code;

    RefusalCause(ResponseCode code) {
        this.code = code;
    }

    static RefusalCause of(DeviceRefusal reason) {
        return switch (reason) {
            case UNKNOWN -> DEVICE_UNKNOWN;
            case WRONG_KEY -> DEVICE_KEY;
            case EXPIRED -> DEVICE_EXPIRED;
            case REMOVED -> DEVICE_REMOVED;
            case OTHER_GATEWAY -> DEVICE_FOREIGN;
        };
    }

    /** What the device is answered. */
    public ResponseCode code() {
        return code;
    }
}
