package org.fogward.fog.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Sees requests and answers behind the HTTP/1.1 codec (RFC 9112). */
final class Http1Exchanges extends ChannelDuplexHandler implements Exchanges {
    private long requests;
    private long unanswered;
    private boolean inBody;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof HttpRequest) {
            requests++;
            unanswered++;
            inBody = true;
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            unanswered = Math.max(0, unanswered - 1);
        }
        super.write(ctx, message, promise);
    }

    @Override
    public long latest() {
        return requests;
    }

    @Override
    public boolean any() {
        return inBody || unanswered > 0;
    }

    @Override
    public boolean awaitBody() {
        return inBody;
    }

    @Override
    public boolean heldBack() {
        return false;
    }

    /** As "100 Continue", after which the answer is still to come. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }
}
