package org.fogward.protocol.seal;

/**
 * A session as its gateway begins it.
 *
 * @param encapsulation what the fog node needs to have the same session, to be sent in the open
 * @param session the session
 */
public record BegunSession(byte[] encapsulation, Session session) {
    /** Copies the bytes. */
    public BegunSession {
        encapsulation = encapsulation.clone();
    }

    @Override
    public byte[] encapsulation() {
        return encapsulation.clone();
    }
}
