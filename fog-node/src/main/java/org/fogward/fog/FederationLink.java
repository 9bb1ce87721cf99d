package org.fogward.fog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.fogward.fog.authority.DoorKeeper;
import org.fogward.fog.authority.GatewayName;
import org.fogward.fog.broker.BrokerRefusals;
import org.fogward.fog.broker.EmbeddedBroker;
import org.fogward.fog.broker.LoginRefusal;
import org.fogward.fog.config.BrokerConfig;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.limit.Peers;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.protocol.envelope.EnvelopeOpener;
import org.fogward.protocol.envelope.EnvelopeSealer;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.fogward.protocol.link.Backoff;
import org.fogward.protocol.link.LinkOptions;
import org.fogward.protocol.link.MessageLink;
import org.fogward.protocol.link.PahoMessageLink;
import org.fogward.protocol.seal.InboxLimits;
import org.fogward.protocol.seal.SealedFogLink;

/** The fog node's own link to the broker, and the broker if it is ours. */
final class FederationLink implements AutoCloseable {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private static final int MAX_IN_FLIGHT = 64;
    private static final long WAITING_BYTES = 64L << 20;

    private final Optional<EmbeddedBroker> broker;
    private final URI uri;
    private final SealedFogLink link;

    FederationLink(
            FogConfig config,
            FogState state,
            GatewayRegistry registry,
            DoorKeeper keeper,
            FogMetrics metrics,
            Peers peers,
            Clock clock)
            throws IOException {
        DroppedMessages dropped = new DroppedMessages(config.federation(), metrics, clock);
        switch (config.mqtt()) {
            case BrokerConfig.Embedded embedded -> {
                EmbeddedBroker started = new EmbeddedBroker(
                        embedded.door(),
                        new StateLayout(config.stateDirectory()).broker(),
                        state.identity(),
                        config.federation(),
                        keeper,
                        refusals(metrics),
                        peers,
                        config.plan().admission().maxBytes(),
                        clock);
                broker = Optional.of(started);
                uri = started.uri();
                SSLContext tls = state.identity().memberContext(ownName(config));
                link = sealed(config, state, registry, dropped, carrier(uri, Signer.FOG, Optional.empty(), tls));
            }
            case BrokerConfig.Outside outside -> {
                broker = Optional.empty();
                uri = outside.broker();
                link = sealed(
                        config,
                        state,
                        registry,
                        dropped,
                        carrier(uri, outside.user(), password(outside), outsideTls(config, state, outside)));
            }
        }
    }

    SealedFogLink link() {
        return link;
    }

    URI uri() {
        return uri;
    }

    /** Ends the connections of those whose certificate is no longer good. */
    void review() {
        broker.ifPresent(EmbeddedBroker::review);
    }

    boolean works() {
        return link.connected() && broker.map(EmbeddedBroker::listens).orElse(true);
    }

    /** Ends a gateway's sessions and connections, until {@link #readmit}. */
    void exclude(GatewayId gateway) {
        link.exclude(gateway);
        broker.ifPresent(own -> own.disconnect(gateway));
    }

    void readmit(GatewayId gateway) {
        link.readmit(gateway);
    }

    @Override
    public void close() {
        link.close();
        broker.ifPresent(EmbeddedBroker::close);
    }

    private static SealedFogLink sealed(
            FogConfig config, FogState state, GatewayRegistry registry, DroppedMessages dropped, MessageLink carrier) {
        return new SealedFogLink(
                carrier,
                config.federation(),
                new EnvelopeSealer(config.federation(), Signer.FOG, state.key()),
                new EnvelopeOpener(config.federation(), registry, EnvelopeOpener.MAX_BYTES_BESIDE_UPDATES),
                dropped,
                new InboxLimits(
                        config.limits().waitingPerGateway(),
                        2L * config.plan().admission().maxBytes() + (1 << 20),
                        WAITING_BYTES));
    }

    private static BrokerRefusals refusals(FogMetrics metrics) {
        return new BrokerRefusals() {
            @Override
            public void login(LoginRefusal reason) {
                metrics.loginRefused(reason);
            }

            @Override
            public void topic() {
                metrics.topicRefused();
            }
        };
    }

    private static MessageLink carrier(URI broker, String user, Optional<String> password, SSLContext tls) {
        return new PahoMessageLink(new LinkOptions(
                broker,
                user,
                user,
                password.map(known -> () -> known),
                Optional.of(tls),
                Optional.empty(),
                BACKOFF,
                LinkOptions.DEFAULT_KEEP_ALIVE,
                LinkOptions.DEFAULT_SESSION_EXPIRY,
                MAX_IN_FLIGHT,
                LinkOptions.DEFAULT_ACKNOWLEDGE_WITHIN));
    }

    private static X500Name ownName(FogConfig config) {
        return GatewayName.of(Signer.FOG, Signer.FOG, config.federation());
    }

    private static Optional<String> password(BrokerConfig.Outside outside) throws IOException {
        return outside.passwordFile().isEmpty()
                ? Optional.empty()
                : Optional.of(Files.readString(outside.passwordFile().get()).strip());
    }

    /** Trusts what the configuration says, and shows a certificate by which an outside broker can know the fog node. */
    private static SSLContext outsideTls(FogConfig config, FogState state, BrokerConfig.Outside outside)
            throws IOException {
        try {
            return state.identity().memberContext(ownName(config), trust(outside.caFile()));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "mqtt.caFile: " + outside.caFile().map(Path::toString).orElse("(none)") + " is no certificate: "
                            + e.getMessage(),
                    e);
        }
    }

    private static TrustManager[] trust(Optional<Path> caFile) throws IOException, GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (caFile.isEmpty()) {
            managers.init((KeyStore) null);
        } else {
            try (InputStream in = Files.newInputStream(caFile.get())) {
                KeyStore trusted = KeyStore.getInstance("PKCS12");
                trusted.load(null, null);
                int number = 0;
                for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                    trusted.setCertificateEntry("ca" + number++, each);
                }
                managers.init(trusted);
            }
        }
        return managers.getTrustManagers();
    }
}
