package org.fogward.sim.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.fogward.fog.FogNode;
import org.fogward.fog.aggregate.ServerOptions;
import org.fogward.fog.config.AuthorityConfig;
import org.fogward.fog.config.BrokerConfig;
import org.fogward.fog.config.DoorAddress;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.config.LedgerConfig;
import org.fogward.fog.plan.AdmissionLimits;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.plan.RoundRules;
import org.fogward.fog.plan.Stages;
import org.fogward.fog.plan.UpdateRules;
import org.fogward.models.data.SampleShape;
import org.fogward.models.network.NetworkPool;
import org.fogward.models.spec.ModelFamily;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.start.Start;
import org.fogward.models.train.TrainingOptions;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** The fog node of a {@link ConnectionStorm}, in a process of its own: {@code STATE MQTT-PORT HTTPS-PORT GATEWAYS}. */
final class StormFog {
    static final FederationId FEDERATION = new FederationId("storm");
    static final String CODES = "codes";

    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration LONG = Duration.ofHours(1);

    private StormFog() {}

    public static void main(String... arguments) throws Exception {
        Path state = Path.of(arguments[0]);
        int gateways = Integer.parseInt(arguments[3]);
        try (NetworkPool networks = NetworkPool.ofOne();
                FogNode fog = new FogNode(
                        config(state, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])),
                        networks,
                        List.of(),
                        Clock.systemUTC())) {
            fog.openDoors();
            Path codes = state.resolve(CODES);
            if (!Files.exists(codes)) {
                List<String> lines = new ArrayList<>();
                for (int i = 0; i < gateways; i++) {
                    lines.add(fog.invite(new GatewayId("clinic-" + i), LONG).text());
                }
                Files.write(codes, lines);
            }
            System.out.println("open " + fog.httpsUri() + " " + fog.mqttUri());
            new CountDownLatch(1).await();
        }
    }

    private static FogConfig config(Path state, int mqtt, int https) {
        ModelSpec model = new ModelSpec(ModelFamily.TABULAR, new SampleShape(1, 1, 4), 0, 1, List.of("well", "ill"));
        Plan plan = new Plan(
                model,
                new PlanStart.Made(Start.RANDOM),
                TrainingOptions.defaults(model),
                UpdateRules.whole("dense-float32"),
                "fedavg",
                ServerOptions.DEFAULT,
                Stages.averaging(1),
                new RoundRules(1, 1, false, LONG),
                new AdmissionLimits(1 << 17, 100, 10_000),
                Optional.empty(),
                7);
        return new FogConfig(
                FEDERATION,
                state,
                List.of(),
                new BrokerConfig.Embedded(new DoorAddress(LOOPBACK, mqtt)),
                new DoorAddress(LOOPBACK, https),
                plan,
                Optional.empty(),
                new LedgerConfig.Embedded(),
                Optional.empty(),
                AuthorityConfig.DEFAULT,
                Optional.empty());
    }
}
