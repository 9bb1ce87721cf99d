package org.fogward.protocol.people;

/** More passwords wait to be checked than the memory allows; a little later it will do. */
public final class BusyException extends Exception {

    private static final long serialVersionUID = 1L;

    BusyException() {
        super("too many people sign in at once; try again in a moment");
    }
}
