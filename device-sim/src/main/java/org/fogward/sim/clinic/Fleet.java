package org.fogward.sim.clinic;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.fogward.edge.EdgeAgent;
import org.fogward.models.network.NetworkPool;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;

/** Clinics that are at work for one fog node, which may run anywhere. Not for use by several threads. */
public final class Fleet implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<Clinic, EdgeAgent> gateways = new LinkedHashMap<>();

    private Fleet() {}

    /**
     * Starts every clinic's gateway.
     *
     * @throws IOException if one has not enrolled, or a folder or a port cannot be used
     */
    public static Fleet start(FederationId federation, List<Clinic> clinics, NetworkPool networks) throws IOException {
        Fleet fleet = new Fleet();
        try {
            for (Clinic clinic : clinics) {
                EdgeAgent gateway = clinic.gateway(federation, networks);
                fleet.gateways.put(clinic, gateway);
                gateway.start();
            }
            return fleet;
        } catch (IOException | RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** The gateways' names, in the order of the clinics. */
    public List<GatewayId> names() {
        return gateways.keySet().stream().map(Clinic::id).toList();
    }

    /** The gateways, in the order of the clinics. */
    public List<EdgeAgent> gateways() {
        return List.copyOf(gateways.values());
    }

    /**
     * Lets every clinic's device hand in its share, all at the same time.
     *
     * @throws ExecutionException if a gateway refuses a sample, or stays away
     */
    public void handInShares() throws ExecutionException, InterruptedException {
        Parallel.run(gateways.entrySet(), entry -> entry.getKey().replay(entry.getValue()));
    }

    /** How many samples all gateways hold. */
    public long samples() {
        return gateways.values().stream().mapToLong(EdgeAgent::samples).sum();
    }

    /** How many updates are proven to be part of their round, at all gateways together. */
    public long proofs() {
        return gateways.values().stream()
                .mapToLong(gateway -> gateway.status().proofs())
                .sum();
    }

    /** Waits until every gateway has proofs of that many updates. */
    public void await(long proofs) throws InterruptedException {
        while (gateways.values().stream().anyMatch(gateway -> gateway.status().proofs() < proofs)) {
            Thread.sleep(POLL);
        }
    }

    @Override
    public void close() {
        gateways.values().forEach(EdgeAgent::close);
    }
}
