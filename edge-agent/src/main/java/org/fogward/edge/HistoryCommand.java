package org.fogward.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fogward.edge.config.ConfigException;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.history.KnownHeads;
import org.fogward.edge.store.GatewayDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code edge history}: tells what the gateway knows of the ledger, and forgets it when asked to. The gateway may be running. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Tells the newest block of the ledger that the gateway was shown, and any alarm. Exits with 1 if there is one.")
final class HistoryCommand implements Callable<Integer> {
    private static final int ALARMED = 1;

    @Mixin
    private Main.ConfigOption config;

    @Option(
            names = "--accept-new",
            description =
                    "Forgets all of it: the next receipt's block is believed. Only if you know why the ledger's history is"
                            + " another one, such as a backup that was put back.")
    private boolean acceptNew;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ConfigException, IOException {
        EdgeConfig read = config.read(spec);
        Path file = read.stateDirectory().resolve("gateway.db");
        if (!Files.exists(file)) {
            throw new IOException(file + " is not there: the gateway has not run yet");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (GatewayDatabase database = GatewayDatabase.open(file)) {
            KnownHeads heads = new KnownHeads(database);
            if (acceptNew) {
                heads.forget();
                out.println("forgotten; the block of the next receipt is taken as it is");
                out.flush();
                return 0;
            }
            out.println(heads.newest()
                    .map(head -> "newest known block: " + head.block() + ", " + head.hash())
                    .orElse("no block is known yet"));
            heads.alarm().ifPresent(alarm -> out.println("alarm: " + alarm));
            out.flush();
            return heads.alarm().isPresent() ? ALARMED : 0;
        }
    }
}
