package org.fogward.protocol.identity;

/** The names by which envelopes are signed: a gateway's id, or {@link #FOG}. */
public final class Signer {
    /** The fog node's name as a signer. */
    public static final String FOG = "fog";

    private Signer() {}
}
