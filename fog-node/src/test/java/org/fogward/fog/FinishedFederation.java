package org.fogward.fog;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.aggregate.ServerOptions;
import org.fogward.fog.plan.Plan;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.v1.RoundAnnouncement;

/** A state directory after two honest rounds of two gateways and one refused update. */
public final class FinishedFederation {

    private FinishedFederation() {}

    /** Runs it; the node is closed again. */
    public static void in(Path directory) throws Exception {
        Plan plan = Federations.plan(2, 2, "median", new ServerOptions("fedadam", 0.1, 0.9, 0.9, 0.99, 1e-3));
        TestGateway first = new TestGateway("first");
        TestGateway second = new TestGateway("second");
        try (NetworkPool networks = new NetworkPool(1);
                FogNode fog = new FogNode(Federations.config(directory, plan, first, second), networks);
                first;
                second) {
            fog.start();
            first.connect(fog);
            second.connect(fog);
            for (int round = 1; round <= 2; round++) {
                RoundAnnouncement open = first.awaitOpen(round);
                first.awaitReceipt(first.sendUpdate(open, 0.25f * round, 10));
                second.awaitReceipt(second.sendUpdate(open, 99, 1));
                second.sendUpdate(open, -0.125f, 20);
                if (round == 1) {
                    second.awaitOpen(2);
                }
            }
            fog.awaitFinished().get(60, TimeUnit.SECONDS);
        }
    }
}
