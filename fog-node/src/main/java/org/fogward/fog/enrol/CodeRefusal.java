package org.fogward.fog.enrol;

import java.util.Locale;

/** Why a code does not let a gateway enrol. For the log and the meters; who tries is told none of it. */
public enum CodeRefusal {
    /** Nobody has invited this gateway. */
    NOT_INVITED,
    /** It is not the code of an invitation. */
    WRONG_CODE,
    /** It is the code of another gateway's invitation. */
    OTHER_GATEWAY,
    /** Its time is over. */
    EXPIRED,
    /** Somebody has enrolled with it. */
    USED,
    /** Too many wrong codes were tried. */
    WRONG_TRIES,
    /** A later invitation of the same gateway has taken its place. */
    REPLACED;

    /** As metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
