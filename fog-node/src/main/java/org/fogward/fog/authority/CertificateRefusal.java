package org.fogward.fog.authority;

import java.util.Locale;

/** Why a certificate is not taken for a gateway's. In the order in which they are looked for. */
public enum CertificateRefusal {
    /** It is not by this fog node's authority, or by a root that has ended or was retired. */
    UNTRUSTED,
    /** Its time has not come; a clock may be wrong. */
    NOT_YET_VALID,
    /** Its time is over. */
    EXPIRED,
    /** It is by this authority, and for something else, or for another federation. */
    NOT_A_GATEWAY,
    /** Nobody knows the gateway that it names. */
    UNKNOWN_GATEWAY,
    /** It was the gateway's, and is no longer. */
    REPLACED,
    /** The gateway may not take part at present. */
    SUSPENDED;

    /** As metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
