package org.fogward.fog.gate;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.util.Optional;
import org.fogward.fog.people.Session;
import org.fogward.protocol.page.VisitorAddress;

/**
 * Whose request it is, where somebody is signed in.
 *
 * @param session their session
 * @param address where they are
 */
public record Visitor(Session session, String address) {

    private static final String ATTRIBUTE = "fogward.visitor";

    /** Whoever is signed in, if anybody is. */
    public static Optional<Visitor> find(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Visitor.class);
    }

    /** Whoever is signed in, behind a route where somebody has to be. */
    public static Visitor of(HttpRequest<?> request) {
        return find(request).orElseThrow(() -> new HttpStatusException(HttpStatus.UNAUTHORIZED, "nobody is signed in"));
    }

    void enter(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Where a request comes from. */
    static String address(HttpRequest<?> request) {
        return VisitorAddress.of(request.getRemoteAddress());
    }
}
