package org.fogward.fog.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.fogward.fog.limit.Crowd;
import org.fogward.fog.limit.LimitReason;
import org.fogward.fog.limit.Peers;

/** Lets a connection in while there is room for it and its TLS handshake. On the connection's own thread. */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {
    private static final String DOOR = "HTTPS";

    private final Peers peers;
    private final Crowd connections;
    private final Crowd handshakes;
    private InetAddress address = InetAddress.getLoopbackAddress();
    private boolean inside;
    private boolean shakingHands;

    ConnectionGuard(Peers peers, Crowd connections, Crowd handshakes) {
        this.peers = peers;
        this.connections = connections;
        this.handshakes = handshakes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().remoteAddress() instanceof InetSocketAddress socket) {
            address = socket.getAddress();
        }
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        inside = connections.enter(address);
        shakingHands = inside && handshakes.enter(address);
        if (!shakingHands) {
            refuse(ctx, inside ? LimitReason.HANDSHAKES : LimitReason.CONNECTIONS);
        } else if (tls == null) {
            handsShaken();
        } else {
            tls.setHandshakeTimeoutMillis(peers.limits().handshakeWithin().toMillis());
            tls.handshakeFuture().addListener(shaken -> handsShaken(shaken));
        }
        // A connection that was over before the guard came is told to nobody.
        ctx.channel().closeFuture().addListener(closed -> leave());
    }

    private void handsShaken(Future<?> shaken) {
        if (shaken.cause() instanceof SslHandshakeTimeoutException) {
            peers.note(DOOR, address.getHostAddress(), LimitReason.HANDSHAKE_TIME);
        }
        handsShaken();
    }

    private void handsShaken() {
        if (shakingHands) {
            shakingHands = false;
            handshakes.leave(address);
        }
    }

    private void leave() {
        handsShaken();
        if (inside) {
            inside = false;
            connections.leave(address);
        }
    }

    private void refuse(ChannelHandlerContext ctx, LimitReason reason) {
        peers.note(DOOR, address.getHostAddress(), reason);
        ctx.close();
    }
}
