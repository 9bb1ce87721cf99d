package org.fogward.fog.openid;

/** An organisation's sign-in did not work out; the message holds no codes and no tokens. */
public final class OpenIdException extends Exception {

    private static final long serialVersionUID = 1L;

    OpenIdException(String message) {
        super(message);
    }

    OpenIdException(String message, Throwable cause) {
        super(message, cause);
    }
}
