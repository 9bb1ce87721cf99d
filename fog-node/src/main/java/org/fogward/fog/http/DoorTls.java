package org.fogward.fog.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.server.netty.ssl.CertificateProvidedSslBuilder;
import io.micronaut.http.server.netty.ssl.ServerSslBuilder;
import io.micronaut.http.ssl.ServerSslConfiguration;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import jakarta.inject.Singleton;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.fogward.fog.enrol.GatewayDoor;
import org.fogward.fog.tls.ServerIdentity;

/**
 * The door's TLS: shows the fog node's present certificate, which may change while the door is open, and takes a gateway's certificate from
 * whoever has one.
 */
@Singleton
@Replaces(CertificateProvidedSslBuilder.class)
final class DoorTls implements ServerSslBuilder {

    private final ServerSslConfiguration configuration;
    private final ServerIdentity identity;
    private final GatewayDoor gateways;

    DoorTls(ServerSslConfiguration configuration, ServerIdentity identity, GatewayDoor gateways) {
        this.configuration = configuration;
        this.identity = identity;
        this.gateways = gateways;
    }

    @Override
    public ServerSslConfiguration getSslConfiguration() {
        return configuration;
    }

    @Override
    public Optional<SslContext> build() {
        try {
            return Optional.of(SslContextBuilder.forServer(identity.key())
                    .sslProvider(SslProvider.JDK)
                    .trustManager(gateways.keeper())
                    .clientAuth(ClientAuth.OPTIONAL)
                    .protocols("TLSv1.3")
                    .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            ApplicationProtocolNames.HTTP_2,
                            ApplicationProtocolNames.HTTP_1_1))
                    .build());
        } catch (SSLException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }
}
