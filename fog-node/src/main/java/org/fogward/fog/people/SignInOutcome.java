package org.fogward.fog.people;

import java.time.Duration;
import org.fogward.protocol.people.Secret;

/** What came of an attempt to sign in. */
public sealed interface SignInOutcome {

    /**
     * It was good.
     *
     * @param secret for the cookie of whoever signed in
     * @param session what they have now
     */
    record SignedIn(Secret secret, Session session) implements SignInOutcome {}

    /** Name, password or code are not good; which of them, nobody is told. */
    record Wrong() implements SignInOutcome {}

    /**
     * There were too many attempts.
     *
     * @param time how long to wait, more than zero
     */
    record Wait(Duration time) implements SignInOutcome {}
}
