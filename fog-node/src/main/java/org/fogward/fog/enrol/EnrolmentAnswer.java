package org.fogward.fog.enrol;

import java.security.cert.X509Certificate;
import java.time.Duration;

/** What becomes of a request for a certificate. */
sealed interface EnrolmentAnswer {

    /** It is granted, and recorded. */
    record Issued(X509Certificate certificate) implements EnrolmentAnswer {}

    /** Whoever asks has not shown that they may. Says no more, whatever the reason. */
    record Unauthorized() implements EnrolmentAnswer {}

    /** Too many wrong codes have come. */
    record Throttled(Duration pause) implements EnrolmentAnswer {}

    /**
     * Something is wrong with the request.
     *
     * @param problem starts with the field's name
     */
    record Bad(String problem) implements EnrolmentAnswer {}
}
