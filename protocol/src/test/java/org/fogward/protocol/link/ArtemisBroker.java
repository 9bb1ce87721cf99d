package org.fogward.protocol.link;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;

/** Apache ActiveMQ Artemis, embedded, with a journal on disk. */
final class ArtemisBroker implements TestBroker {
    private final Path directory;
    private final int port;
    private final String acceptorOptions;
    private EmbeddedActiveMQ broker;

    ArtemisBroker(Path directory) throws Exception {
        this(directory, "");
    }

    ArtemisBroker(Path directory, String acceptorOptions) throws Exception {
        this.directory = directory;
        this.acceptorOptions = acceptorOptions;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
    }

    @Override
    public void start() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(1 << 20)
                .setMaxDiskUsage(-1)
                .setMqttSessionScanInterval(1000)
                .addAcceptorConfiguration(
                        "mqtt",
                        "tcp://127.0.0.1:" + port
                                + "?protocols=MQTT;receiveMaximum=8;remotingThreads=2"
                                + acceptorOptions);
        broker = new EmbeddedActiveMQ().setConfiguration(configuration).setSecurityManager(new Rules());
        broker.start();
    }

    @Override
    public void stop() throws Exception {
        broker.stop();
    }

    @Override
    public URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    @Override
    public boolean refusesSubscriptions() {
        return true;
    }

    @Override
    public void close() throws Exception {
        broker.stop();
    }

    private static final class Rules implements ActiveMQSecurityManager5 {
        @Override
        public Subject authenticate(String user, String password, RemotingConnection connection, String domain) {
            if (!PASSWORD.equals(password)) {
                return null;
            }
            Subject subject = new Subject();
            subject.getPrincipals().add(new UserPrincipal(user));
            return subject;
        }

        @Override
        public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
            return !address.startsWith(FORBIDDEN.replace('/', '.'));
        }

        @Override
        public boolean validateUser(String user, String password) {
            return PASSWORD.equals(password);
        }

        @Override
        public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
            return PASSWORD.equals(password);
        }
    }
}
