package org.fogward.edge.page;

import java.util.Optional;
import org.fogward.protocol.people.Secret;

/** The code by which the account is made while there is none: whoever reads the gateway's log may. Only its digest is kept. Thread-safe. */
final class FirstCode {
    private static final int BYTES = 10;
    private static final String PURPOSE = "fogward gateway's first account";

    private volatile Optional<String> digest = Optional.empty();

    /** Makes a code of 80 random bits; earlier ones are no good any more. */
    Secret renew() {
        Secret code = Secret.random(BYTES);
        digest = Optional.of(code.digest(PURPOSE));
        return code;
    }

    /** Makes it good for nothing. */
    void close() {
        digest = Optional.empty();
    }

    boolean open() {
        return digest.isPresent();
    }

    boolean matches(Secret presented) {
        return digest.filter(known -> Secret.same(known, presented.digest(PURPOSE)))
                .isPresent();
    }
}
