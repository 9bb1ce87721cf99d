package org.fogward.fog;

import com.google.zxing.WriterException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.fogward.fog.enrol.Invitations;
import org.fogward.fog.gate.GatewayDesk;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.fog.registry.Suspension;
import org.fogward.fog.standing.StandingDecisions;
import org.fogward.fog.standing.StandingWatch;
import org.fogward.protocol.enrolment.BlockQrCode;
import org.fogward.protocol.identity.GatewayId;
import org.jdbi.v3.core.Jdbi;

/** What operators do about gateways, in a running fog node. */
final class OperatorsDesk implements GatewayDesk {

    private final StandingDecisions decisions;
    private final StandingWatch watch;
    private final GatewayRegistry registry;
    private final GatewayEntrance entrance;
    private final Supplier<URI> page;
    private final Clock clock;

    OperatorsDesk(
            Jdbi database,
            StandingWatch watch,
            GatewayRegistry registry,
            GatewayEntrance entrance,
            Supplier<URI> page,
            Clock clock) {
        this.decisions = new StandingDecisions(database);
        this.watch = watch;
        this.registry = registry;
        this.entrance = entrance;
        this.page = page;
        this.clock = clock;
    }

    @Override
    public List<Standing> gateways() {
        Map<GatewayId, Suspension> suspended = registry.suspended();
        return registry.gateways().stream()
                .map(gateway -> new Standing(
                        gateway.value(),
                        Optional.ofNullable(suspended.get(gateway)).map(Suspension::toString)))
                .toList();
    }

    @Override
    public void suspend(String gateway, String reason) {
        decisions.decide(gateway, true, reason, clock.instant());
        watch.lookNow();
    }

    @Override
    public void restore(String gateway, String reason) {
        decisions.decide(gateway, false, reason, clock.instant());
        watch.lookNow();
    }

    @Override
    public Invitation invite(String gateway) {
        String code = entrance.invite(new GatewayId(gateway), Invitations.DEFAULT_LIFE)
                .text();
        String address = entrance.named(page.get()).toString();
        try {
            return new Invitation(
                    code,
                    address,
                    BlockQrCode.rows("fogward-enrol:" + address + "#" + code),
                    Invitations.DEFAULT_LIFE.toMinutes());
        } catch (WriterException e) {
            throw new IllegalStateException("a code and an address fit into a QR code", e);
        }
    }
}
