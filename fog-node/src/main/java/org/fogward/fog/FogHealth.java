package org.fogward.fog;

import java.util.List;
import java.util.concurrent.Callable;
import org.fogward.fog.anchor.AnchorQueue;
import org.fogward.fog.follow.LedgerFollower;
import org.fogward.fog.health.ComponentHealth;
import org.fogward.fog.health.HealthCheck;
import org.fogward.fog.health.HealthChecks;
import org.fogward.fog.standing.StandingRecorder;

/** Looks at the parts of a fog node that may stop working. */
final class FogHealth {

    private final FogState state;
    private final FederationLink federation;
    private final AnchorQueue anchors;
    private final LedgerFollower follower;
    private final StandingRecorder standing;

    FogHealth(
            FogState state,
            FederationLink federation,
            AnchorQueue anchors,
            LedgerFollower follower,
            StandingRecorder standing) {
        this.state = state;
        this.federation = federation;
        this.anchors = anchors;
        this.follower = follower;
        this.standing = standing;
    }

    HealthChecks checks() {
        return new HealthChecks(List.of(
                check(
                        "broker",
                        () -> federation.works()
                                ? ComponentHealth.up()
                                : ComponentHealth.down("no connection to " + federation.uri())),
                check("ledger", () -> {
                    state.ledger().members().fogNode().head();
                    return anchors.trouble()
                            .or(state.ledger()::trouble)
                            .or(standing::trouble)
                            .map(ComponentHealth::down)
                            .orElseGet(ComponentHealth::up);
                }),
                check("ledger-events", () -> follower.state()
                        .trouble()
                        .map(ComponentHealth::down)
                        .orElseGet(ComponentHealth::up)),
                check("database", () -> {
                    state.store().newest();
                    return ComponentHealth.up();
                })));
    }

    private static HealthCheck check(String component, Callable<ComponentHealth> look) {
        return new HealthCheck() {
            @Override
            public String component() {
                return component;
            }

            @Override
            public ComponentHealth check() throws Exception {
                return look.call();
            }
        };
    }
}
