package org.fogward.ledger.fabric;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.client.GrpcLog;

/**
 * Where a peer or an orderer listens. It is always spoken to over TLS.
 *
 * @param address {@code host:port}
 * @param tlsCa the certificate authority of its TLS certificate, as PEM
 * @param tlsName the name that its certificate bears where that is not the host, or the empty string
 * @param tlsClient the certificate that a caller has to show for TLS, if one has to
 */
public record Endpoint(String address, Path tlsCa, String tlsName, Optional<Credential> tlsClient) {
    /** Fabric's blocks may be larger than what gRPC takes by itself. */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private static final int KEEP_ALIVE_MINUTES = 2;

    /** One that lets callers in without a certificate. */
    public Endpoint(String address, Path tlsCa, String tlsName) {
        this(address, tlsCa, tlsName, Optional.empty());
    }

    /**
     * Opens a channel, which connects when it is first used and again whenever the connection is lost.
     *
     * @return the channel; shut it down
     * @throws IOException when a certificate or key cannot be read
     */
    public ManagedChannel open() throws IOException {
        TlsChannelCredentials.Builder credentials =
                TlsChannelCredentials.newBuilder().trustManager(tlsCa.toFile());
        if (tlsClient.isPresent()) {
            credentials.keyManager(
                    tlsClient.get().certificate().toFile(),
                    tlsClient.get().key().toFile());
        }
        GrpcLog.warningsOnly();
        ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder(address, credentials.build())
                .maxInboundMessageSize(MOST_BYTES)
                .keepAliveTime(KEEP_ALIVE_MINUTES, TimeUnit.MINUTES);
        return (tlsName.isEmpty() ? builder : builder.overrideAuthority(tlsName)).build();
    }
}
