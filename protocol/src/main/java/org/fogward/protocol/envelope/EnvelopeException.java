package org.fogward.protocol.envelope;

import org.fogward.protocol.v1.RefusalReason;

/** A message was refused. The message text names the field at fault and holds nothing of the payload. */
public final class EnvelopeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    /** A refusal for a reason, with a text that starts with the name of the field. */
    public EnvelopeException(RefusalReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The reason code, as a receipt carries it. */
    public RefusalReason reason() {
        return reason;
    }
}
