package org.fogward.ledger.embedded;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.client.GrpcLog;

/** The services behind a socket: TLS 1.3, and only callers with a certificate. */
public final class LedgerDoor implements AutoCloseable {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int MOST_CALLS = 256;
    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final long IDLE_MINUTES = 30;
    /** For calls under way; whoever follows the chain never ends by itself. */
    private static final long PATIENCE_MILLIS = 500;

    private static final long END_SECONDS = 5;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;

    LedgerDoor(InetSocketAddress address, LedgerTls tls, List<BindableService> services) throws IOException {
        GrpcLog.warningsOnly();
        NettyServerBuilder builder = NettyServerBuilder.forAddress(address)
                .executor(executor)
                .maxInboundMessageSize(MOST_BYTES)
                .maxInboundMetadataSize(MOST_HEADER_BYTES)
                .maxConcurrentCallsPerConnection(MOST_CALLS)
                .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(
                                tls.server().key(), tls.server().chain().toArray(X509Certificate[]::new)))
                        .trustManager(tls.clientRoots().toArray(X509Certificate[]::new))
                        .clientAuth(ClientAuth.REQUIRE)
                        .protocols("TLSv1.3")
                        .build());
        services.forEach(builder::addService);
        server = builder.build().start();
    }

    /**
     * Where the door is.
     *
     * @return the TCP port
     */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                server.shutdownNow().awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }
}
