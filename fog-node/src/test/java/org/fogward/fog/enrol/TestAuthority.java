package org.fogward.fog.enrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fogward.fog.authority.DoorKeeper;
import org.fogward.fog.authority.EnrolledGateways;
import org.fogward.fog.authority.GatewayCertificates;
import org.fogward.fog.broker.BrokerRefusals;
import org.fogward.fog.broker.LoginRefusal;
import org.fogward.fog.limit.PeerLimits;
import org.fogward.fog.limit.Peers;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.round.Database;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** An authority with its records on the disk, for doors under test. */
public final class TestAuthority {

    public static final FederationId FEDERATION = new FederationId("test");
    public static final Duration LIFE = Duration.ofDays(30);

    public final MovingClock clock = new MovingClock();
    public final Set<GatewayId> suspended = ConcurrentHashMap.newKeySet();
    public final List<GatewayId> joined = new CopyOnWriteArrayList<>();
    public final FogMetrics metrics;
    public final ServerIdentity identity;
    public final EnrolledGateways enrolled;
    public final Invitations invitations;
    private final GatewayCertificates certificates;

    public TestAuthority(Path folder, FogMetrics metrics) throws IOException {
        this.metrics = metrics;
        identity = ServerIdentity.open(Files.createDirectories(folder.resolve("tls")), List.of(), clock);
        var database = Database.open(folder.resolve(Database.FILE));
        enrolled = new EnrolledGateways(database);
        invitations = new Invitations(database, clock);
        certificates = new GatewayCertificates(FEDERATION, identity.authority(), enrolled, suspended::contains, clock);
    }

    public InvitationCode invite(GatewayId gateway) {
        InvitationCode code = InvitationCode.random(identity.authority().root(), new SecureRandom());
        invitations.add(gateway, code, Invitations.DEFAULT_LIFE);
        return code;
    }

    public Peers peers() {
        return peers(PeerLimits.DEFAULT);
    }

    public Peers peers(PeerLimits limits) {
        return new Peers(limits, metrics::peerLimited, clock);
    }

    public BrokerRefusals refusals() {
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

    public DoorKeeper keeper(String door) {
        return new DoorKeeper(
                door, identity.authority(), certificates, shown -> false, metrics::connectionRefused, clock);
    }

    public GatewayDoor door() {
        Enrolment enrolment = new Enrolment(
                FEDERATION,
                identity.authority(),
                enrolled,
                invitations,
                LIFE,
                metrics::enrolmentRefused,
                (gateway, key) -> joined.add(gateway),
                clock);
        return new GatewayDoor(
                keeper("HTTPS"),
                enrolment,
                () -> new GatewaySettings("test", "ssl://fog:8883", "https://fog:8443", "the key"));
    }

    /** Enrols a box without a door between. */
    public TestBox enrol(String gateway) throws Exception {
        TestBox box = new TestBox(gateway);
        InvitationCode code = invite(box.id);
        EnrolmentAnswer answer = door().enrolment()
                .enrol(java.net.InetAddress.getLoopbackAddress(), gateway, code.secret(), box.request());
        box.certificate = java.util.Optional.of(((EnrolmentAnswer.Issued) answer).certificate());
        return box;
    }
}
