package org.fogward.fog.standing;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.fogward.fog.config.Configured;
import org.fogward.fog.round.Database;
import org.fogward.fog.yaml.FieldException;
import org.fogward.ledger.embedded.DirectoryLock;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.protocol.identity.GatewayId;
import org.jdbi.v3.core.Jdbi;
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
        Jdbi database = Database.open(file);
        StandingOrder order = order(database);
        requireRegistered(database, order.gateway());
        StandingOrders orders = new StandingOrders(database);
        orders.give(order);
        PrintWriter out =
                spec == null ? new PrintWriter(System.out) : spec.commandLine().getOut();
        out.println(
                order.gateway() + (suspends ? " is suspended" : " is restored") + outcome(directory, orders, order));
        out.flush();
        return 0;
    }

    /** A reason that is no code goes into the note. */
    private StandingOrder order(Jdbi database) throws IOException {
        boolean code = reason.matches("[a-z][a-z0-9_-]{0,31}");
        try {
            GatewayStanding standing = new GatewayStanding(
                    database.withHandle(db -> db.createQuery("SELECT federation FROM federation")
                            .mapTo(String.class)
                            .one()),
                    new GatewayId(gateway).value(),
                    suspends,
                    code ? reason : "operator",
                    code ? "" : reason);
            return new StandingOrder(
                    new GatewayId(gateway),
                    suspends,
                    standing.reason(),
                    standing.note(),
                    Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS),
                    false,
                    OptionalLong.empty());
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            throw new IOException(problem.startsWith("note") ? "--reason" + problem.substring(4) : problem, e);
        }
    }

    private static void requireRegistered(Jdbi database, GatewayId gateway) throws IOException {
        List<String> known = database.withHandle(db -> db.createQuery("SELECT DISTINCT id FROM gateway ORDER BY id")
                .mapTo(String.class)
                .list());
        if (!known.contains(gateway.value())) {
            throw new IOException("gateway: " + gateway + " is not registered; there "
                    + (known.isEmpty() ? "is none" : "are " + String.join(", ", known)));
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
