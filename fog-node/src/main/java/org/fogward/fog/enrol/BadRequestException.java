package org.fogward.fog.enrol;

/** A certificate request that cannot be granted. The message starts with the field's name and may be told to who sent it. */
final class BadRequestException extends Exception {

    private static final long serialVersionUID = 1;

    BadRequestException(String problem) {
        super(problem);
    }

    BadRequestException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
