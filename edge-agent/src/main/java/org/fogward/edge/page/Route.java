package org.fogward.edge.page;

import java.io.IOException;
import org.fogward.protocol.people.BusyException;
import org.fogward.protocol.people.PeopleException;

/**
 * What the page's server answers.
 *
 * @param method the HTTP method
 * @param path the whole path
 * @param admittance who may
 * @param handler makes the answer
 */
record Route(String method, String path, Admittance admittance, Handler handler) {

    /** Who may. */
    enum Admittance {
        /** Everybody. */
        ANYBODY,
        /** Who is signed in, by a page; others are sent to sign in. */
        SIGNED_IN
    }

    /** Makes an answer. */
    @FunctionalInterface
    interface Handler {
        /**
         * Answers.
         *
         * @throws IllegalArgumentException naming the field that will not do
         */
        Answer answer(Visit visit) throws IOException, PageRefusal, PeopleException, BusyException;
    }

    static Route open(String method, String path, Handler handler) {
        return new Route(method, path, Admittance.ANYBODY, handler);
    }

    static Route signedIn(String method, String path, Handler handler) {
        return new Route(method, path, Admittance.SIGNED_IN, handler);
    }
}
