package org.fogward.protocol.link;

import java.net.URI;

/**
 * A real broker for the conformance suite, on a loopback port. Nobody may publish or subscribe under
 * {@value #FORBIDDEN}; every user's password is {@value #PASSWORD}.
 */
interface TestBroker extends AutoCloseable {
    String PASSWORD = "open sesame";
    String FORBIDDEN = "forbidden/";

    /** Starts, or starts again on the same port with what was stored before. */
    void start() throws Exception;

    /** Stops; stored sessions and retained messages stay. */
    void stop() throws Exception;

    URI uri();

    /** Whether a forbidden subscription is refused, or granted and never served. */
    boolean refusesSubscriptions();

    @Override
    void close() throws Exception;
}
