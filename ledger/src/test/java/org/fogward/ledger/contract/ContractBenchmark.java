package org.fogward.ledger.contract;

import java.lang.management.ManagementFactory;
import org.fogward.ledger.Anchors;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.contract.Story.Step;

/** What the contract itself costs an anchor, without signatures, blocks and disk. To be run by hand. */
final class ContractBenchmark {
    private ContractBenchmark() {}

    public static void main(String[] arguments) throws LedgerException {
        for (int run = 0; run < 5; run++) {
            MemoryLedger opened = new MemoryLedger();
            for (Step step : Story.steps().subList(0, 4)) {
                opened.submit(step.member(), step.call());
            }
            System.out.printf(
                    "%.1f us of processor time an anchor, %.1f us in a federation that was never opened%n",
                    measure(opened), measure(new MemoryLedger()));
        }
    }

    private static double measure(MemoryLedger ledger) throws LedgerException {
        int rounds = 10_000;
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int round = 10; round < 10 + rounds; round++) {
            Step step = Story.step(Story.CLIENT_1, "anchorRound", Anchors.anchor(Story.FEDERATION, "fog-1", round));
            ledger.submit(step.member(), step.call());
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1000.0 / rounds;
    }
}
