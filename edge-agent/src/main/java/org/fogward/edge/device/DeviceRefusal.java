package org.fogward.edge.device;

/** Why a device does not get in. */
public enum DeviceRefusal {
    /** Nobody of that name was ever let in or invited. */
    UNKNOWN,
    /** Another key or code than the device's. */
    WRONG_KEY,
    /** An invitation or a certificate whose time is over. */
    EXPIRED,
    /** It was removed, has something newer now, or its code was used or guessed at. */
    REMOVED,
    /** A certificate of another authority. */
    OTHER_GATEWAY
}
