package org.fogward.edge.page;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.fogward.protocol.page.RequestOrigin;
import org.fogward.protocol.page.SentFields;
import org.fogward.protocol.page.VisitorAddress;
import org.fogward.protocol.people.Secret;

/** One request. For one thread. */
final class Visit {
    /** No form of the page needs more. */
    static final int MOST_BODY_BYTES = 16_384;

    private final HttpExchange exchange;
    private final byte[] body;
    private final Optional<Session> session;

    private Visit(HttpExchange exchange, byte[] body, Optional<Session> session) {
        this.exchange = exchange;
        this.body = body;
        this.session = session;
    }

    /** Waits until the request is whole, or longer than any may be. */
    static Visit of(HttpExchange exchange) throws IOException {
        return new Visit(exchange, exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1), Optional.empty());
    }

    /** The same request, of somebody who is signed in. */
    Visit by(Session known) {
        return new Visit(exchange, body, Optional.of(known));
    }

    /** HEAD is as GET. */
    String method() {
        return exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
    }

    /** As it was sent, without what follows a question mark: a path that is written in another way is another path. */
    String path() {
        return Optional.ofNullable(exchange.getRequestURI().getRawPath()).orElse("");
    }

    String header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    Optional<Secret> cookie() {
        return SessionCookie.in(exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
    }

    Optional<Session> session() {
        return session;
    }

    String address() {
        return VisitorAddress.of(exchange.getRemoteAddress());
    }

    boolean changesNothing() {
        return RequestOrigin.changesNothing(exchange.getRequestMethod());
    }

    RequestOrigin origin() {
        return new RequestOrigin(header("Host"), header("Origin"), header(RequestOrigin.SITE));
    }

    /**
     * What a form sent.
     *
     * @throws IllegalArgumentException if it is no JSON object
     */
    SentFields fields() throws PageRefusal {
        if (body.length > MOST_BODY_BYTES) {
            throw new PageRefusal(413, "body: at most " + MOST_BODY_BYTES + " bytes expected");
        }
        return SentFields.parse(new String(body, StandardCharsets.UTF_8));
    }
}
