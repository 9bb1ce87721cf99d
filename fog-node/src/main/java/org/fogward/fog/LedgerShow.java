package org.fogward.fog;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.fog.archive.OpenedArchive;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.verify.ChainReport;
import org.fogward.ledger.verify.ChainVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Prints what the ledger holds, and the two hashes that pin its beginning and its end. */
@Command(name = "show", description = "Prints the rounds on the ledger.", mixinStandardHelpOptions = true)
final class LedgerShow implements Callable<Integer> {

    @Mixin
    private LedgerSource source;

    @Override
    public Integer call() throws IOException {
        Optional<OpenedArchive> archive = source.archive();
        if (archive.isPresent()) {
            try (OpenedArchive opened = archive.get()) {
                return show(opened.ledger());
            }
        }
        return show(source.state().ledger());
    }

    private int show(Path ledger) {
        ChainReport report = ChainVerifier.verify(ledger);
        PrintWriter out = source.out();
        for (AnchoredRound round : report.rounds()) {
            out.printf(
                    "round %d  %s  accepted %d  refused %d  block %d%n  model       %s%n  merkle root %s%n  transaction %s%n",
                    round.anchor().round(),
                    round.at(),
                    round.anchor().accepted(),
                    round.anchor().refused(),
                    round.receipt().block(),
                    round.anchor().newModelDigest(),
                    round.anchor().merkleRoot(),
                    round.receipt().transactionId());
        }
        if (!report.genesis().isEmpty()) {
            out.println("first: block 0, " + report.genesis());
        }
        out.printf(
                "head: block %d, %s%n",
                report.head().height() - 1, report.head().hash());
        report.findings().forEach(finding -> out.println("wrong: " + finding));
        out.flush();
        return report.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
