package org.fogward.ledger.client;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.fogward.ledger.identity.SigningIdentity;

/** Ways to a ledger behind a socket. */
public final class TlsChannels {
    /** Fabric's blocks may be larger than what gRPC takes by itself. */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final long KEEP_ALIVE_SECONDS = 30;

    private TlsChannels() {}

    /**
     * A channel by TLS 1.3 with a certificate at both ends; it connects when it is used first.
     *
     * @param address where the ledger is
     * @param serverRoots authorities that the ledger's certificate may come from
     * @param client the caller's TLS certificate and key
     * @return the channel; close it
     * @throws SSLException when the certificates cannot be used
     */
    public static ManagedChannel open(
            InetSocketAddress address, List<X509Certificate> serverRoots, SigningIdentity client) throws SSLException {
        return NettyChannelBuilder.forAddress(address)
                .maxInboundMessageSize(MOST_BYTES)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(serverRoots.toArray(X509Certificate[]::new))
                        .keyManager(client.key(), client.chain().toArray(X509Certificate[]::new))
                        .protocols("TLSv1.3")
                        .build())
                .build();
    }
}
