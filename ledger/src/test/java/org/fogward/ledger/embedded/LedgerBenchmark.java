package org.fogward.ledger.embedded;

import static org.fogward.ledger.Anchors.anchor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.identity.Ecdsa;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.record.CanonicalJson;

/**
 * Measures an embedded ledger in this process, each transaction on the disk: transactions a second with many in flight,
 * milliseconds of one at a time, how the file grows, how long it takes to open again. Run by hand; arguments: a directory
 * that is not there yet, transactions, how many in flight. With a directory that is there, it opens that and nothing else.
 */
final class LedgerBenchmark {
    private static final int ONE_BY_ONE = 300;

    private LedgerBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int transactions = Integer.parseInt(arguments[1]);
        int flight = Integer.parseInt(arguments[2]);
        if (Files.exists(directory)) {
            open(directory, "as it is");
            return;
        }
        System.out.println("signatures by " + Ecdsa.providerName());
        try (EmbeddedLedger ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard());
                LedgerClient client = ledger.connect(ledger.member(NodeRole.CLIENT))) {
            try (LedgerClient admin = ledger.connect(ledger.member(NodeRole.ADMIN))) {
                OpenedFederation.open("clinics", admin, client, "fogward");
            }
            AtomicLong round = new AtomicLong();
            many(client, round, Math.min(transactions, 3000), flight);
            double cpu = cpuSeconds();
            double perSecond = many(client, round, transactions, flight);
            System.out.printf(
                    "%d in flight: %.0f transactions/s; %.0f a second of processor time%n",
                    flight, perSecond, transactions / (cpuSeconds() - cpu));
            long before = Files.size(directory.resolve(EmbeddedLedger.BLOCKS));
            double[] millis = new double[ONE_BY_ONE];
            for (int i = 0; i < ONE_BY_ONE; i++) {
                long start = System.nanoTime();
                submit(client, round.incrementAndGet());
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    "one at a time: p50 %.2f ms, p95 %.2f ms%n", millis[ONE_BY_ONE / 2], millis[ONE_BY_ONE * 95 / 100]);
            long after = Files.size(directory.resolve(EmbeddedLedger.BLOCKS));
            System.out.printf("a block of one transaction: %d bytes%n", (after - before) / ONE_BY_ONE);
            System.out.printf("height %d, file %d bytes%n", client.head().height(), after);
        }
        open(directory, "with snapshot");
        Files.delete(directory.resolve("snapshot"));
        open(directory, "without");
    }

    private static double many(LedgerClient client, AtomicLong round, int transactions, int flight)
            throws InterruptedException {
        long last = round.get() + transactions;
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < flight; i++) {
                callers.submit(() -> {
                    for (long next = round.incrementAndGet(); next <= last; next = round.incrementAndGet()) {
                        submit(client, next);
                    }
                    return null;
                });
            }
        }
        round.set(last + flight);
        return transactions / ((System.nanoTime() - start) / 1e9);
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static void submit(LedgerClient client, long round) throws Exception {
        var done =
                client.submit(ContractCall.of("anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", round))));
        if (done.place().isEmpty()) {
            throw new IllegalStateException("round " + round + " was there already");
        }
    }

    private static void open(Path directory, String how) throws Exception {
        long start = System.nanoTime();
        try (EmbeddedLedger ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard())) {
            System.out.printf(
                    "opened %s in %.2f s at height %d%n",
                    how, (System.nanoTime() - start) / 1e9, ledger.head().height());
        }
    }
}
