package org.fogward.fog.http;

/** The requests of one connection that are under way, as its version of HTTP counts them. On the connection's own thread. */
sealed interface Exchanges permits Http1Exchanges, Http2Exchanges {

    /** Something that changes with each request that begins. */
    long latest();

    /** Whether there is any whose head is whole and whose answer, or body, is not over. */
    boolean any();

    /** Whether some of a body has yet to come. */
    boolean awaitBody();

    /** Whether some of an answer is held back because the peer has not asked for it yet. */
    boolean heldBack();
}
