package org.fogward.protocol.seal;

import org.fogward.protocol.link.LinkException;

/** A message for one gateway cannot be sealed before that gateway has begun a session: {@link SealedFogLink#onSession} tells. */
public final class NoSessionException extends LinkException {
    private static final long serialVersionUID = 1L;

    /** The gateway that has none. */
    public NoSessionException(String gateway) {
        super(gateway + " has not begun a session yet");
    }
}
