package org.fogward.fog.follow;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fogward.fog.round.Database;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ledger rebuild}: drops what a fog node's database keeps of the ledger, which is then followed from its first block again. */
@Command(
        name = "rebuild",
        description = "Drops what the database keeps of the ledger; the fog node makes it anew from the first block.",
        mixinStandardHelpOptions = true)
public final class RebuildCommand implements Callable<Integer> {

    @Option(names = "--state", required = true, paramLabel = "DIR", description = "A fog node's state directory.")
    private Path state = Path.of("");

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path database = state.resolve(Database.FILE);
        if (!Files.exists(database)) {
            throw new IOException(state + " is not a fog node's state directory");
        }
        new LedgerViews(Database.open(database)).drop();
        PrintWriter out =
                spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        out.println(
                "dropped; the fog node makes the views of the ledger again from its first block, now or when it starts");
        out.flush();
        return 0;
    }
}
