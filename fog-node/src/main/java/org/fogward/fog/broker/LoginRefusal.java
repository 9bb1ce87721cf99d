package org.fogward.fog.broker;

import java.util.Locale;

/** Why somebody whom the broker heard was not let in, beside their certificate. */
public enum LoginRefusal {
    /** Neither a certificate nor a user name with a password. */
    NO_CREDENTIALS,
    /** The password is not good. */
    BAD_CREDENTIALS,
    /** A good certificate, with another's user name. */
    WRONG_NAME,
    /** Good credentials, with a client id that is not their own: a session holds a gateway's undelivered receipts. */
    WRONG_SESSION;

    /** As metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
