package org.fogward.fog.http;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import org.fogward.fog.limit.Crowd;
import org.fogward.fog.limit.Peers;

/** Puts a {@link ConnectionGuard} before every connection of the HTTPS door. */
@Singleton
final class ConnectionLimits implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
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

    private final class Door implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            if (role != ChannelRole.CONNECTION) {
                return this;
            }
            // Before anything else is in the pipeline: what comes later is built when the handshake is over.
            channel.pipeline().addFirst("guard", new ConnectionGuard(peers, connections, handshakes));
            return new NettyServerCustomizer() {};
        }
    }
}
