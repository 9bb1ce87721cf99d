package org.fogward.fog;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fogward.fog.archive.ArchiveFile;
import org.fogward.fog.audit.History;
import org.fogward.fog.audit.StateHistory;
import org.fogward.fog.blob.FileBlobStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Hands a history out. */
@Command(
        name = "export",
        description = "Writes everything that an auditor needs to one file.",
        mixinStandardHelpOptions = true)
final class LedgerExport implements Callable<Integer> {

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
