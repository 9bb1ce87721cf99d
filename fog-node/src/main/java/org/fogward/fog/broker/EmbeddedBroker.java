package org.fogward.fog.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.impl.ServiceRegistryImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.fogward.fog.authority.DoorKeeper;
import org.fogward.fog.config.DoorAddress;
import org.fogward.fog.limit.PeerLimits;
import org.fogward.fog.limit.Peers;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.topic.Topics;

/**
 * An MQTT 5 broker in this process, over TLS 1.3 with certificates on both sides. What it has acknowledged survives a crash of the process; memory and disk
 * are capped, and a publisher beyond the caps is refused, not silently dropped. {@link #close} may be called by any thread.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String ACCEPTOR = "mqtt";
    private static final SimpleString NOWHERE = SimpleString.of("nowhere");
    private static final long HEAP_BYTES = 64L << 20;
    private static final long ADDRESS_BYTES = 16L << 20;
    private static final int PAGE_BYTES = 4 << 20;
    private static final long PAGED_BYTES = 1L << 30;
    private static final long MIN_DISK_FREE = 64L << 20;
    private static final int JOURNAL_FILE_BYTES = 4 << 20;
    private static final long SECURITY_CACHE_MILLIS = 1_000;
    private static final int PACKET_OVERHEAD = 1 << 16;
    private static final int RECEIPTS_FOR_NEWS = 8;

    private final ActiveMQServer artemis;
    private final DoorKeeper keeper;
    private final String host;

    /**
     * Starts the broker.
     *
     * @param door where it listens
     * @param folder where its journal lies
     * @param keeper judges certificates
     * @param refusals hears of everybody who is not let in, or reaches for a topic that is not theirs
     * @param peers what each peer may cost
     * @param clock times what is said in the log
     * @param maxBytes the largest message that has to pass, bytes
     * @throws IOException if it cannot listen or its journal cannot be used
     */
    public EmbeddedBroker(
            DoorAddress door,
            Path folder,
            ServerIdentity identity,
            FederationId federation,
            DoorKeeper keeper,
            BrokerRefusals refusals,
            Peers peers,
            int maxBytes,
            Clock clock)
            throws IOException {
        host = door.host();
        this.keeper = keeper;
        ServiceRegistryImpl parts = new ServiceRegistryImpl();
        int mostBytes = mostBytes(maxBytes);
        Topics topics = new Topics(federation);
        RefusedLogins logins = new RefusedLogins(refusals, clock);
        parts.addAcceptorFactory(
                ACCEPTOR,
                new ClientDoor(identity.serverContext(Optional.of(keeper)), keeper, logins, peers, mostBytes));
        parts.addIncomingInterceptor(new SessionRules(peers.limits()));
        artemis = new ActiveMQServerImpl(
                configuration(door, folder, topics, peers.limits(), mostBytes),
                null,
                new BrokerSecurity(keeper, new TopicRules(topics), refusals, logins, clock),
                null,
                parts);
        try {
            artemis.start();
            if (!listens()) {
                artemis.stop();
                throw new IOException("mqtt: cannot listen on " + door.host() + ":" + door.port());
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("mqtt: the broker cannot start: " + e.getMessage(), e);
        }
    }

    /** Where clients on this machine reach it. */
    public URI uri() {
        String name = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return URI.create("ssl://" + (name.contains(":") ? "[" + name + "]" : name) + ":"
                + acceptor().getActualPort());
    }

    /** Whether it takes connections. */
    public boolean listens() {
        return artemis.isStarted() && acceptor().isStarted() && acceptor().getActualPort() > 0;
    }

    /** Ends the connections of those whose certificate is no longer good. */
    public void review() {
        for (RemotingConnection connection : artemis.getRemotingService().getConnections()) {
            X509Certificate[] shown = CertificateUtil.getCertsFromConnection(connection);
            if (shown != null && shown.length > 0 && !keeper.mayStay(shown[0])) {
                connection.fail(new ActiveMQDisconnectedException("the certificate is no longer good"));
            }
        }
    }

    /** Ends the connections of a gateway, which may come again if its login is good. */
    public void disconnect(GatewayId gateway) {
        for (RemotingConnection connection : artemis.getRemotingService().getConnections()) {
            if (BrokerSecurity.ownsSession(gateway.value(), connection.getClientID())) {
                connection.fail(new ActiveMQDisconnectedException("the gateway is suspended"));
            }
        }
    }

    /** Ends all connections and stops; what it had acknowledged is on the disk. */
    @Override
    public void close() {
        try {
            artemis.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the broker did not stop: " + e.getMessage(), e);
        }
    }

    private NettyAcceptor acceptor() {
        return (NettyAcceptor) artemis.getRemotingService().getAcceptor(ACCEPTOR);
    }

    private static Configuration configuration(
            DoorAddress door, Path folder, Topics topics, PeerLimits peers, int mostBytes) {
        Configuration configuration = new ConfigurationImpl()
                .setName("fogward")
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalMinFiles(2)
                .setJournalPoolFiles(4)
                .setGlobalMaxSize(HEAP_BYTES)
                .setMaxDiskUsage(-1)
                .setMinDiskFree(MIN_DISK_FREE)
                .setSecurityEnabled(true)
                // For so long a gateway that may no longer take part is still heard.
                .setSecurityInvalidationInterval(SECURITY_CACHE_MILLIS)
                // It would take two certificates with one name for the same.
                .setAuthenticationCacheSize(0)
                .setJMXManagementEnabled(false)
                .setCriticalAnalyzer(false)
                // Artemis never expires MQTT sessions or sends last wills for them unless it scans.
                .setMqttSessionScanInterval(1_000)
                .addAcceptorConfiguration(acceptor(door, mostBytes));
        configuration.setAddressSettings(settings(topics, peers));
        return configuration;
    }

    /** An update that is too large gets its refusal from admission; beyond twice that the connection ends. */
    private static int mostBytes(int maxBytes) {
        return (int) Math.min(2L * maxBytes + PACKET_OVERHEAD, (1 << 28) - 1);
    }

    /** Of what the fog node says, the oldest goes if a gateway does not fetch it; what gateways say is kept until it was read. */
    private static Map<String, AddressSettings> settings(Topics topics, PeerLimits peers) {
        Map<String, AddressSettings> settings = new HashMap<>();
        settings.put("#", limits());
        for (String news : TopicRules.publishedByFog(topics)) {
            settings.put(news.replace('/', '.'), limits().setDefaultRingSize(peers.newsKept()));
        }
        settings.put(
                topics.receipt(new GatewayId("any")).replace('/', '.').replaceFirst("any$", "*"),
                limits().setDefaultRingSize((long) RECEIPTS_FOR_NEWS * peers.newsKept()));
        return settings;
    }

    private static TransportConfiguration acceptor(DoorAddress door, int mostBytes) {
        Map<String, Object> transport = new HashMap<>();
        transport.put(TransportConstants.HOST_PROP_NAME, door.host());
        transport.put(TransportConstants.PORT_PROP_NAME, door.port());
        transport.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
        transport.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
        transport.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
        // Artemis makes a context of its own from these, which the door does not use.
        transport.put(TransportConstants.SSL_CONTEXT_PROP_NAME, "unused");
        transport.put(TransportConstants.USE_DEFAULT_SSL_CONTEXT_PROP_NAME, true);
        Map<String, Object> mqtt = new HashMap<>();
        mqtt.put("maximumPacketSize", mostBytes);
        mqtt.put("closeMqttConnectionOnPublishAuthorizationFailure", "false");
        mqtt.put("defaultMqttSessionExpiryInterval", "0");
        return new TransportConfiguration(
                NettyAcceptorFactory.class.getName(), transport, ACCEPTOR, Collections.unmodifiableMap(mqtt));
    }

    private static AddressSettings limits() {
        return new AddressSettings()
                .setMaxSizeBytes(ADDRESS_BYTES)
                .setPageSizeBytes(PAGE_BYTES)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageLimitBytes(PAGED_BYTES)
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
                .setMaxDeliveryAttempts(-1)
                .setDeadLetterAddress(NOWHERE)
                .setExpiryAddress(NOWHERE)
                // The topic rules bound how many there are, so making them again for each update is for nothing.
                .setAutoDeleteAddresses(false);
    }
}
