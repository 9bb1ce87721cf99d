package org.fogward.ledger.fabric;

import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.contract.AnchorJson;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.fogward.ledger.identity.NodeRole;

/**
 * How long a network takes to come up, and one submitted round after another to be committed. Run by hand, with
 * {@code raft|bft}, the batch timeout in milliseconds and the number of rounds.
 */
final class SubmitLatency {
    private SubmitLatency() {}

    public static void main(String[] arguments) throws Exception {
        Ordering ordering = Ordering.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Duration batchTimeout = Duration.ofMillis(Long.parseLong(arguments[1]));
        double[] milliseconds = new double[Integer.parseInt(arguments[2])];
        Path directory = Files.createTempDirectory("submit-latency");
        long started = System.nanoTime();
        try (FabricNetwork network = FabricNetwork.start(directory, ordering, batchTimeout)) {
            double up = since(started) / 1000;
            try (LedgerClient north = FabricLedger.connect(network.profile(), "NorthMSP", NodeRole.CLIENT)) {
                for (int i = -20; i < milliseconds.length; i++) {
                    String json = AnchorJson.write(anchor("clinics", "fog-1", i + 21));
                    long before = System.nanoTime();
                    north.submit(ContractCall.of("anchorRound", json));
                    if (i >= 0) {
                        milliseconds[i] = since(before);
                    }
                }
            }
            Arrays.sort(milliseconds);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s: up in %.1f s; of %d submits p50 %.1f, p90 %.1f, p99 %.1f, most %.1f ms%n%s",
                    ordering,
                    batchTimeout,
                    up,
                    milliseconds.length,
                    quantile(milliseconds, 0.5),
                    quantile(milliseconds, 0.9),
                    quantile(milliseconds, 0.99),
                    quantile(milliseconds, 1),
                    network.status());
        }
    }

    private static double since(long before) {
        return (System.nanoTime() - before) / 1e6;
    }

    private static double quantile(double[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }
}
