package org.fogward.fog;

import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.fogward.fog.authority.DoorKeeper;
import org.fogward.fog.authority.GatewayCertificates;
import org.fogward.fog.config.BrokerConfig;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.enrol.Enrolment;
import org.fogward.fog.enrol.GatewayDoor;
import org.fogward.fog.enrol.GatewaySettings;
import org.fogward.fog.enrol.Invitations;
import org.fogward.fog.metrics.FogMetrics;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.VerificationKey;

/** How gateways come in: by invitations, certificates, and whoever judges these at each door. */
final class GatewayEntrance {

    private final FogConfig config;
    private final FogState state;
    private final FogMetrics metrics;
    private final Clock clock;
    private final GatewayCertificates certificates;
    private final Invitations invitations;

    GatewayEntrance(FogConfig config, FogState state, GatewayRegistry registry, FogMetrics metrics, Clock clock) {
        this.config = config;
        this.state = state;
        this.metrics = metrics;
        this.clock = clock;
        certificates = new GatewayCertificates(
                config.federation(),
                state.identity().authority(),
                state.enrolled(),
                gateway -> registry.suspended().containsKey(gateway),
                clock);
        invitations = new Invitations(state.database(), clock);
    }

    /** Invites a gateway; the code is nowhere else. */
    InvitationCode invite(GatewayId gateway, Duration life) {
        InvitationCode code = InvitationCode.random(state.identity().authority().root(), new SecureRandom());
        invitations.add(gateway, code, life);
        return code;
    }

    /** Judges at the broker, where the fog node is a client too. */
    DoorKeeper brokerKeeper() {
        return keeper("Broker", state.identity()::isMember);
    }

    private DoorKeeper keeper(String door, Predicate<X509Certificate> fogNode) {
        return new DoorKeeper(
                door, state.identity().authority(), certificates, fogNode, metrics::connectionRefused, clock);
    }

    /**
     * What stands behind the HTTPS door for gateways.
     *
     * @param enrolled hears of each gateway that has enrolled, and of its key
     */
    GatewayDoor door(BiConsumer<GatewayId, VerificationKey> enrolled, Supplier<URI> mqtt, Supplier<URI> https) {
        Enrolment enrolment = new Enrolment(
                config.federation(),
                state.identity().authority(),
                state.enrolled(),
                invitations,
                config.authority().gatewayLife(),
                metrics::enrolmentRefused,
                enrolled::accept,
                clock);
        return new GatewayDoor(keeper("HTTPS", shown -> false), enrolment, () -> settings(mqtt.get(), https.get()));
    }

    private GatewaySettings settings(URI mqtt, URI https) {
        boolean elsewhere = config.mqtt() instanceof BrokerConfig.Outside;
        return new GatewaySettings(
                config.federation().value(),
                (elsewhere ? mqtt : named(mqtt)).toString(),
                named(https).toString(),
                state.key().verificationKey().text());
    }

    /** A door of this node by the name that others know it by. */
    URI named(URI door) {
        if (config.names().isEmpty()) {
            return door;
        }
        String name = config.names().getFirst();
        return URI.create(
                door.getScheme() + "://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + door.getPort());
    }
}
