package org.fogward.fog.broker;

import java.util.Locale;

/** Why somebody whom the broker heard was not let in, beside what may be wrong with their certificate. */
public enum LoginRefusal {
    /** They have shown no certificate. */
    NO_CERTIFICATE,
    /** A good certificate, with another's user name. */
    WRONG_NAME,
    /** A good certificate, with a client id that is not their own: a session holds a gateway's undelivered receipts. */
    WRONG_SESSION;

    /** As metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
