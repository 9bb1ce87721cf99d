package org.fogward.edge.enrol;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A certificate was not to be had. The message is one sentence for a person that says what to do. */
public final class EnrolmentException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What a caller may do about it. */
    public enum Remedy {
        /** Trying again may help: nothing was refused for good. */
        TRY_AGAIN,
        /** The fog node refused the code or the certificate: a new code is needed. */
        NEW_CODE,
        /** Something contradicts what is known: a person has to look. */
        LOOK_INTO_IT
    }

    private final Remedy remedy;
    private final Duration retryAfter;

    EnrolmentException(Remedy remedy, String message) {
        super(message);
        this.remedy = remedy;
        this.retryAfter = Duration.ZERO;
    }

    EnrolmentException(Remedy remedy, String message, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
        this.retryAfter = Duration.ZERO;
    }

    EnrolmentException(String message, Duration retryAfter) {
        super(message);
        this.remedy = Remedy.TRY_AGAIN;
        this.retryAfter = retryAfter;
    }

    /** What may help. */
    public Remedy remedy() {
        return remedy;
    }

    /** How long the fog node asks to be left alone; empty if it does not ask for it. */
    public Optional<Duration> retryAfter() {
        return retryAfter.isZero() ? Optional.empty() : Optional.of(retryAfter);
    }
}
