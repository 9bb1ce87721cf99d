package org.fogward.fog.standing;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fogward.fog.config.Configured;
import org.fogward.fog.round.Database;
import org.fogward.fog.yaml.FieldException;
import org.fogward.ledger.embedded.DirectoryLock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What {@code fog suspend} and {@code fog restore} have in common: a decision is written for the fog node, which acts by it. */
abstract sealed class StandingCommand implements Callable<Integer> permits SuspendCommand, RestoreCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 100;

    @Parameters(index = "0", paramLabel = "GATEWAY", description = "The gateway's name.")
    private String gateway = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; goes on the ledger, so no personal data.")
    private String reason = "";

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "The fog node's state directory, in place of its configuration.")
    private @Nullable Path state;

    @ParentCommand
    private @Nullable Configured fog;

    @Option(names = "--verbose", description = "Tells more when something fails.")
    private boolean verbose;

    @Spec
    private @Nullable CommandSpec spec;

    private final boolean suspends;

    StandingCommand(boolean suspends) {
        this.suspends = suspends;
    }

    @Override
    public Integer call() throws IOException, FieldException, InterruptedException {
        Path directory =
                state == null ? Objects.requireNonNull(fog).configuration().stateDirectory() : state;
        Path file = directory.resolve(Database.FILE);
        if (!Files.exists(file)) {
            throw new IOException(directory + " is not a fog node's state directory: none was started in it");
        }
        StandingDecisions decisions = new StandingDecisions(Database.open(file));
        StandingOrder order = order(decisions);
        PrintWriter out =
                spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        out.println(order.gateway()
                + (suspends ? " is suspended" : " is restored")
                + outcome(directory, decisions.orders(), order));
        out.flush();
        return 0;
    }

    private StandingOrder order(StandingDecisions decisions) throws IOException {
        try {
            return decisions.give(gateway, suspends, reason, Clock.systemUTC().instant());
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            throw new IOException(problem.startsWith("reason") ? "--" + problem : problem, e);
        }
    }

    private static String outcome(Path directory, StandingOrders orders, StandingOrder order)
            throws IOException, InterruptedException {
        try (DirectoryLock free = DirectoryLock.take(directory).orElse(null)) {
            if (free != null) {
                return "; the fog node does not run: it acts by it when it starts, and records it on the ledger";
            }
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        boolean inForce = false;
        while (System.nanoTime() < until) {
            StandingOrder now = orders.about(order.gateway()).orElse(order);
            inForce = now.inForce();
            if (inForce && now.block().isPresent()) {
                return ", on the ledger too";
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return inForce
                ? "; the ledger has not taken it yet and will later"
                : "; the fog node has not acted by it yet: look into its log";
    }
}
