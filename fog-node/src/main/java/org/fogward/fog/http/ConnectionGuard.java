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
    static final String DOOR = "HTTPS";

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
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        if (ctx.channel().remoteAddress() instanceof InetSocketAddress socket) {
            address = socket.getAddress();
        }
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        inside = connections.enter(address);
        shakingHands = inside && handshakes.enter(address);
        if (!shakingHands) {
            peers.note(DOOR, address.getHostAddress(), inside ? LimitReason.HANDSHAKES : LimitReason.CONNECTIONS);
            ctx.close();
            return;
        }
        if (tls == null) {
            handsShaken();
        } else {
            tls.setHandshakeTimeoutMillis(peers.limits().handshakeWithin().toMillis());
            tls.handshakeFuture().addListener(shaken -> handsShaken(shaken));
        }
        super.channelActive(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        leave();
        super.channelInactive(ctx);
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
}
