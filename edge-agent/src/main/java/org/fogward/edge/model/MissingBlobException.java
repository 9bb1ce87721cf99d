package org.fogward.edge.model;

import java.io.IOException;

/** The fog node has nothing of that digest. */
final class MissingBlobException extends IOException {
    private static final long serialVersionUID = 1L;

    MissingBlobException(String message) {
        super(message);
    }
}
