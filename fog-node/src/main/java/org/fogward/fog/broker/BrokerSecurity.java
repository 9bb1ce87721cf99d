package org.fogward.fog.broker;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.fogward.fog.authority.DoorKeeper;
import org.fogward.fog.limit.PeerLog;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.Signer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Artemis's questions about users, answered by our rules. Thread-safe. */
final class BrokerSecurity implements ActiveMQSecurityManager5 {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerSecurity.class);

    private static final int LONGEST_TOPIC = 200;

    private final DoorKeeper keeper;
    private final TopicRules rules;
    private final BrokerRefusals refusals;
    private final RefusedLogins logins;
    private final PeerLog log;

    BrokerSecurity(DoorKeeper keeper, TopicRules rules, BrokerRefusals refusals, RefusedLogins logins, Clock clock) {
        this.keeper = keeper;
        this.rules = rules;
        this.refusals = refusals;
        this.logins = logins;
        this.log = new PeerLog(LOG, clock);
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user, @Nullable String password, RemotingConnection connection, String securityDomain) {
        X509Certificate[] shown = CertificateUtil.getCertsFromConnection(connection);
        if (shown == null || shown.length == 0) {
            return refused(connection, LoginRefusal.NO_CERTIFICATE);
        }
        Optional<String> who = keeper.isFogNode(shown[0])
                ? Optional.of(Signer.FOG)
                : keeper.admit(shown[0]).map(GatewayId::value);
        if (who.isEmpty()) {
            return null;
        }
        return user == null || user.equals(who.get())
                ? admit(who.get(), connection)
                : refused(connection, LoginRefusal.WRONG_NAME);
    }

    private @Nullable Subject admit(String who, RemotingConnection connection) {
        if (!mayHave(who, connection.getClientID())) {
            return refused(connection, LoginRefusal.WRONG_SESSION);
        }
        return guard(connection).map(guard -> guard.known(who)).orElse(true) ? subject(who) : null;
    }

    /** Whoever stands before a connection. */
    static Optional<PeerGuard> guard(RemotingConnection connection) {
        return connection.getTransportConnection() instanceof NettyConnection netty
                ? Optional.ofNullable(netty.getChannel().pipeline().get(PeerGuard.class))
                : Optional.empty();
    }

    @Override
    public boolean authorize(@Nullable Subject subject, Set<Role> roles, CheckType check, String address) {
        if (subject == null) {
            return false;
        }
        String user =
                subject.getPrincipals(UserPrincipal.class).iterator().next().getName();
        String topic = topic(address);
        boolean may = may(user, check, topic);
        if (!may) {
            log.say(user, "topic", () -> "Broker: refused " + user + " the topic " + plain(topic) + " (" + check + ")");
            refusals.topic();
        }
        return may;
    }

    private boolean may(String user, CheckType check, String topic) {
        return switch (check) {
            case SEND -> rules.mayPublish(user, topic);
            case CONSUME,
                    CREATE_DURABLE_QUEUE,
                    CREATE_NON_DURABLE_QUEUE,
                    DELETE_DURABLE_QUEUE,
                    DELETE_NON_DURABLE_QUEUE -> rules.maySubscribe(user, topic);
            case CREATE_ADDRESS -> rules.mayPublish(user, topic) || rules.maySubscribe(user, topic);
            default -> false;
        };
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType check) {
        return false;
    }

    /** A session holds a gateway's undelivered receipts; nobody may take another's by its client id. */
    private static boolean mayHave(String who, @Nullable String clientId) {
        return clientId == null || ownsSession(who, clientId);
    }

    static boolean ownsSession(String who, @Nullable String clientId) {
        return who.equals(clientId);
    }

    private static Subject subject(String who) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(who));
        return subject;
    }

    private @Nullable Subject refused(RemotingConnection connection, LoginRefusal reason) {
        logins.note(connection.getRemoteAddress(), reason);
        return null;
    }

    /** On one line of the log, and a short one. */
    private static String plain(String topic) {
        return topic.substring(0, Math.min(topic.length(), LONGEST_TOPIC)).replaceAll("\\p{Cntrl}", " ");
    }

    /** Artemis writes a topic with dots, a wildcard as a star, and puts the queue after two colons. */
    private static String topic(String address) {
        int queue = address.indexOf("::");
        String plain = queue < 0 ? address : address.substring(0, queue);
        return plain.replace('.', '/').replace('*', '+');
    }
}
