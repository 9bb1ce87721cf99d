package org.fogward.fog.http;

import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.function.Predicate;

/** Looks at a connection's streams (RFC 9113, section 5). */
final class Http2Exchanges implements Exchanges {
    private final Http2Connection connection;

    Http2Exchanges(Http2Connection connection) {
        this.connection = connection;
    }

    @Override
    public long latest() {
        return connection.remote().lastStreamCreated();
    }

    @Override
    public boolean any() {
        return connection.numActiveStreams() > 0;
    }

    @Override
    public boolean awaitBody() {
        return anyStream(stream -> stream.state().remoteSideOpen());
    }

    @Override
    public boolean heldBack() {
        return anyStream(connection.remote().flowController()::hasFlowControlled);
    }

    private boolean anyStream(Predicate<Http2Stream> condition) {
        try {
            return connection.forEachActiveStream(stream -> !condition.test(stream)) != null;
        } catch (Http2Exception e) {
            throw new IllegalStateException("looking at streams changes nothing", e);
        }
    }
}
