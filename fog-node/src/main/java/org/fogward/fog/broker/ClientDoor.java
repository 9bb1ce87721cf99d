package org.fogward.fog.broker;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;
import org.apache.activemq.artemis.utils.actors.OrderedExecutor;
import org.fogward.fog.authority.DoorKeeper;
import org.fogward.fog.limit.Crowd;
import org.fogward.fog.limit.Peers;
import org.fogward.protocol.identity.GatewayId;
import org.jspecify.annotations.Nullable;

/**
 * Makes the broker's door with a TLS context of ours, so that certificates can change while it is open. Whoever shows no
 * certificate, or no good one, ends in the handshake.
 */
final class ClientDoor implements AcceptorFactory {

    private static final String[] PROTOCOLS = {"TLSv1.3"};

    private final SSLContext tls;
    private final DoorKeeper keeper;
    private final RefusedLogins logins;
    private final Peers peers;
    private final Crowd handshakes;
    private final long mostBytes;

    /**
     * A door.
     *
     * @param mostBytes the longest message, bytes
     */
    ClientDoor(SSLContext tls, DoorKeeper keeper, RefusedLogins logins, Peers peers, long mostBytes) {
        this.tls = tls;
        this.keeper = keeper;
        this.logins = logins;
        this.peers = peers;
        this.handshakes = peers.handshakes();
        this.mostBytes = mostBytes;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Acceptor createAcceptor(
            String name,
            @Nullable ClusterConnection cluster,
            Map<String, Object> configuration,
            BufferHandler handler,
            ServerConnectionLifeCycleListener listener,
            Executor threads,
            ScheduledExecutorService scheduled,
            Map<String, ProtocolManager> protocols,
            String threadGroup,
            @Nullable MetricsManager metrics) {
        return new NettyAcceptor(
                name,
                cluster,
                configuration,
                handler,
                listener,
                scheduled,
                new OrderedExecutor(threads),
                protocols,
                threadGroup,
                metrics) {
            @Override
            public SslHandler getSslHandler(ByteBufAllocator buffers, String peer, int port) {
                SSLEngine engine = tls.createSSLEngine();
                engine.setUseClientMode(false);
                engine.setNeedClientAuth(true);
                engine.setEnabledProtocols(PROTOCOLS);
                SslHandler handler = new Guarded(engine);
                handler.setHandshakeTimeoutMillis(
                        peers.limits().handshakeWithin().toMillis());
                return handler;
            }
        };
    }

    /** Artemis puts what it likes behind TLS; the guard has to come first. */
    private final class Guarded extends SslHandler {

        Guarded(SSLEngine engine) {
            super(engine);
        }

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
            super.handlerAdded(ctx);
            handshakeFuture().addListener(shaken -> {
                if (shaken.cause() instanceof SSLHandshakeException refused && showsNothing(refused)) {
                    logins.note(ctx.channel().remoteAddress(), LoginRefusal.NO_CERTIFICATE);
                }
            });
            ctx.pipeline().addAfter(ctx.name(), "guard", new PeerGuard(peers, handshakes, mostBytes, this::shown));
        }

        /** By its words alone the JDK tells this from other ends of a handshake. */
        private boolean showsNothing(SSLHandshakeException refused) {
            return String.valueOf(refused.getMessage()).contains("Empty client certificate chain");
        }

        /** Who has shown a good certificate; nobody if it is the fog node's own. */
        private Optional<GatewayId> shown() {
            try {
                return engine().getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                                && !keeper.isFogNode(certificate)
                        ? keeper.holder(certificate)
                        : Optional.empty();
            } catch (SSLPeerUnverifiedException nothingShown) {
                return Optional.empty();
            }
        }
    }
}
