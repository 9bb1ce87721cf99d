package org.fogward.fog;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fogward.fog.archive.ArchiveFile;
import org.fogward.fog.archive.OpenedArchive;
import org.fogward.fog.audit.AuditReport;
import org.fogward.fog.audit.History;
import org.fogward.fog.audit.StateHistory;
import org.fogward.fog.blob.FileBlobStore;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.verify.ChainReport;
import org.fogward.ledger.verify.ChainVerifier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code ledger} does: check a history, print it, hand it out. Reads only; the fog node may be running. */
@Command(
        name = "ledger",
        description = "Looks into a federation's history.",
        subcommands = {LedgerCommand.Verify.class, LedgerCommand.Show.class, LedgerCommand.Export.class},
        mixinStandardHelpOptions = true)
final class LedgerCommand {

    @Command(mixinStandardHelpOptions = true)
    private static final class Source {

        @ArgGroup(multiplicity = "1")
        private Place place = new Place();

        @Option(names = "--verbose", description = "Tells more when something fails.")
        private boolean verbose;

        @Spec(Spec.Target.MIXEE)
        private CommandSpec spec;

        PrintWriter out() {
            return spec.commandLine().getOut();
        }

        StateLayout state() throws IOException {
            StateLayout layout = new StateLayout(place.state);
            if (!Files.isDirectory(layout.blobs())) {
                throw new IOException(place.state + " is not a fog node's state directory");
            }
            return layout;
        }

        static final class Place {
            @Option(names = "--state", paramLabel = "DIR", description = "A fog node's state directory.")
            private Path state;

            @Option(names = "--archive", paramLabel = "FILE", description = "A file that export made.")
            private Path archive;
        }
    }

    @Command(
            name = "verify",
            description = "Checks the ledger and recomputes every round, bit for bit.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        @Mixin
        private Source source;

        @Override
        public Integer call() throws IOException {
            AuditReport report = audit();
            report.findings().forEach(finding -> source.out().println("wrong: " + finding));
            source.out()
                    .println(report.rounds().size() + " rounds on the ledger, " + report.recomputed()
                            + " recomputed bit for bit, " + report.findings().size() + " findings");
            source.out().flush();
            return report.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
        }

        private void tell(String step) {
            source.out().println(step);
            source.out().flush();
        }

        private AuditReport audit() throws IOException {
            if (source.place.archive != null) {
                try (OpenedArchive archive = OpenedArchive.open(source.place.archive)) {
                    return archive.audit().run(this::tell);
                }
            }
            return source.state().audit().run(this::tell);
        }
    }

    @Command(name = "show", description = "Prints the rounds on the ledger.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Mixin
        private Source source;

        @Override
        public Integer call() throws IOException {
            if (source.place.archive != null) {
                try (OpenedArchive archive = OpenedArchive.open(source.place.archive)) {
                    return show(archive.ledger());
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
            out.printf(
                    "head: block %d, %s%n",
                    report.head().height() - 1, report.head().hash());
            report.findings().forEach(finding -> out.println("wrong: " + finding));
            out.flush();
            return report.clean() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    @Command(
            name = "export",
            description = "Writes everything that an auditor needs to one file.",
            mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {

        @Option(names = "--state", required = true, paramLabel = "DIR", description = "A fog node's state directory.")
        private Path state;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                defaultValue = "fogward-history.zip",
                description = "The file to write, ${DEFAULT-VALUE} if not given.")
        private Path out;

        @Option(names = "--verbose", description = "Tells more when something fails.")
        private boolean verbose;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            StateLayout layout = new StateLayout(state);
            History history = StateHistory.read(layout.database());
            ArchiveFile.write(out, history, new FileBlobStore(layout.blobs()), layout.ledger());
            PrintWriter printer = spec.commandLine().getOut();
            printer.println("wrote " + history.rounds().size() + " rounds to " + out);
            printer.flush();
            return ExitCode.OK;
        }
    }
}
