package org.fogward.models.data;

/** Bytes that are no image which can be read; the message says why. */
public final class ImageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a line for people. */
    public ImageException(String message) {
        super(message);
    }
}
