package org.fogward.ledger.fabric;

import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.fabric.FabricNetwork.Ordering;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.validate.BlockSeal;
import org.hyperledger.fabric.protos.common.Block;

/**
 * How long a network takes to come up, how long a submitted round takes to be committed, and how many transactions were
 * judged invalid, such as by MVCC. Run by hand, with {@code raft|bft}, the batch timeout in milliseconds, the number of
 * rounds, and how many are in flight at once.
 */
final class SubmitLatency {
    private static final int WARM_UP = 20;

    private SubmitLatency() {}

    public static void main(String[] arguments) throws Exception {
        Ordering ordering = Ordering.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        Duration batchTimeout = Duration.ofMillis(Long.parseLong(arguments[1]));
        double[] milliseconds = new double[Integer.parseInt(arguments[2])];
        int flight = Integer.parseInt(arguments[3]);
        long started = System.nanoTime();
        try (FabricNetwork network =
                        FabricNetwork.start(Files.createTempDirectory("submit-latency"), ordering, batchTimeout);
                LedgerClient north = FabricLedger.connect(network.profile(), "NorthMSP", NodeRole.CLIENT)) {
            double up = since(started) / 1000;
            try (LedgerClient admin = FabricLedger.connect(network.profile(), "NorthMSP", NodeRole.ADMIN)) {
                OpenedFederation.open("warm-up", admin, north, "NorthMSP");
                OpenedFederation.open("clinics", admin, north, "NorthMSP");
            }
            submit(north, new double[WARM_UP], "warm-up", 1);
            double[] before = load();
            long begun = System.nanoTime();
            submit(north, milliseconds, "clinics", flight);
            double seconds = since(begun) / 1000;
            Arrays.sort(milliseconds);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %s, %d in flight: up in %.1f s; %d submits in %.1f s, p50 %.1f, p90 %.1f, p99 %.1f, most %.1f ms;"
                            + " %d judged invalid; load %.1f%n%s",
                    ordering,
                    batchTimeout,
                    flight,
                    up,
                    milliseconds.length,
                    seconds,
                    quantile(milliseconds, 0.5),
                    quantile(milliseconds, 0.9),
                    quantile(milliseconds, 0.99),
                    quantile(milliseconds, 1),
                    invalid(north),
                    before[0],
                    network.status());
        }
    }

    private static void submit(LedgerClient client, double[] milliseconds, String federation, int flight)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService callers = Executors.newFixedThreadPool(flight)) {
            for (int i = 0; i < flight; i++) {
                callers.submit(() -> {
                    for (int round = next.getAndIncrement(); round < milliseconds.length; ) {
                        String json = CanonicalJson.write(anchor(federation, "fog-1", round + 1));
                        long before = System.nanoTime();
                        client.submit(ContractCall.of("anchorRound", json));
                        milliseconds[round] = since(before);
                        round = next.getAndIncrement();
                    }
                    return null;
                });
            }
        }
        if (Arrays.stream(milliseconds).anyMatch(each -> each == 0)) {
            throw new IllegalStateException("a round was not anchored");
        }
    }

    private static long invalid(LedgerClient client) throws Exception {
        long invalid = 0;
        for (long number = 0; number < client.head().height(); number++) {
            for (byte code :
                    BlockSeal.codes(Block.parseFrom(client.block(number).orElseThrow()))) {
                invalid += code == 0 ? 0 : 1;
            }
        }
        return invalid;
    }

    private static double[] load() throws Exception {
        return Arrays.stream(Files.readString(Path.of("/proc/loadavg")).split(" ", 4))
                .limit(3)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static double since(long before) {
        return (System.nanoTime() - before) / 1e6;
    }

    private static double quantile(double[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }
}
