package org.fogward.fog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.fogward.fog.authority.DoorKeeper;
import org.fogward.fog.authority.GatewayName;
import org.fogward.fog.broker.BrokerRefusals;
import org.fogward.fog.broker.EmbeddedBroker;
import org.fogward.fog.broker.Login;
import org.fogward.fog.broker.LoginRefusal;
import org.fogward.fog.config.BrokerConfig;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.limit.Peers;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.protocol.access.AccessToken;
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

    static final Duration TOKEN_SKEW = Duration.ofMinutes(5);
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
                String secret = secret();
                EmbeddedBroker started = new EmbeddedBroker(
                        embedded.door(),
                        new StateLayout(config.stateDirectory()).broker(),
                        state.identity(),
                        config.federation(),
                        login(config, registry, clock, secret),
                        keeper,
                        refusals(metrics),
                        peers,
                        config.plan().admission().maxBytes(),
                        clock);
                broker = Optional.of(started);
                uri = started.uri();
                link = sealed(
                        config, state, registry, dropped, carrier(uri, Signer.FOG, secret, trust(state.identity())));
            }
            case BrokerConfig.Outside outside -> {
                broker = Optional.empty();
                uri = outside.broker();
                String password = password(outside);
                link = sealed(
                        config,
                        state,
                        registry,
                        dropped,
                        carrier(uri, outside.user(), password, Optional.of(outsideTls(config, state, outside))));
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

    private static MessageLink carrier(URI broker, String user, String password, Optional<SSLContext> trust) {
        return new PahoMessageLink(new LinkOptions(
                broker,
                user,
                user,
                Optional.of(() -> password),
                trust,
                Optional.empty(),
                BACKOFF,
                LinkOptions.DEFAULT_KEEP_ALIVE,
                LinkOptions.DEFAULT_SESSION_EXPIRY,
                MAX_IN_FLIGHT,
                LinkOptions.DEFAULT_ACKNOWLEDGE_WITHIN));
    }

    /** The fog node's password is made anew for each start and known to this process alone. */
    private static Login login(FogConfig config, GatewayRegistry registry, Clock clock, String secret) {
        return (user, password) -> {
            if (user.equals(Signer.FOG)) {
                return MessageDigest.isEqual(password.getBytes(), secret.getBytes())
                        ? Optional.of(Signer.FOG)
                        : Optional.empty();
            }
            return AccessToken.verify(password, config.federation(), registry, clock, TOKEN_SKEW)
                    .map(gateway -> gateway.value())
                    .filter(user::equals);
        };
    }

    private static String secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static Optional<SSLContext> trust(ServerIdentity identity) {
        return Optional.of(identity.clientContext());
    }

    private static String password(BrokerConfig.Outside outside) throws IOException {
        return outside.passwordFile().isEmpty()
                ? ""
                : Files.readString(outside.passwordFile().get()).strip();
    }

    /** Trusts what the configuration says, and shows a certificate by which an outside broker can know the fog node. */
    private static SSLContext outsideTls(FogConfig config, FogState state, BrokerConfig.Outside outside)
            throws IOException {
        try {
            X500Name name = GatewayName.of(Signer.FOG, Signer.FOG, config.federation());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {state.identity().member(name)}, trust(outside.caFile()), null);
            return context;
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
