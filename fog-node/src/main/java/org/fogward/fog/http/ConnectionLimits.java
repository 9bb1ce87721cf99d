package org.fogward.fog.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.ssl.SslHandler;
import jakarta.inject.Singleton;
import org.fogward.fog.limit.Crowd;
import org.fogward.fog.limit.Peers;

/** Puts a {@link ConnectionGuard} and a {@link RequestPace} before every connection of the HTTPS door. */
@Singleton
final class ConnectionLimits implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    /** The operating system would take megabytes of an answer at once, and nobody could tell how fast they are read. */
    private static final int SEND_BUFFER = 128 << 10;

    private final Peers peers;
    private final Crowd connections;
    private final Crowd handshakes;

    ConnectionLimits(Peers peers) {
        this.peers = peers;
        this.connections = peers.connections();
        this.handshakes = peers.handshakes();
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Door());
        return event.getBean();
    }

    /** Knows a connection once its handshake is over, and with it the version of HTTP. */
    private final class Paced implements NettyServerCustomizer {
        private final ChannelPipeline pipeline;

        Paced(ChannelPipeline pipeline) {
            this.pipeline = pipeline;
        }

        @Override
        public void onInitialPipelineBuilt() {
            pipeline.addAfter(
                    pipeline.context(SslHandler.class).name(), "pace", new RequestPace(peers, exchanges(pipeline)));
        }

        private static Exchanges exchanges(ChannelPipeline pipeline) {
            Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
            if (http2 != null) {
                return new Http2Exchanges(http2.connection());
            }
            Http1Exchanges http1 = new Http1Exchanges();
            pipeline.addAfter(pipeline.context(HttpServerCodec.class).name(), "exchanges", http1);
            return http1;
        }
    }

    private final class Door implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            if (role != ChannelRole.CONNECTION) {
                return this;
            }
            // Before anything else is in the pipeline: what comes later is built when the handshake is over.
            channel.pipeline().addFirst("guard", new ConnectionGuard(peers, connections, handshakes));
            channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
            return new Paced(channel.pipeline());
        }
    }
}
