package org.fogward.fog;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.config.Configured;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.standing.RestoreCommand;
import org.fogward.fog.standing.SuspendCommand;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.network.NetworkPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code fog} runs a node, {@code ledger} looks into a federation's history. */
@Command(
        name = "fogward",
        description = "The fog node: combines updates, anchors rounds, serves the operators' page.",
        subcommands = {Main.Fog.class, LedgerCommand.class},
        mixinStandardHelpOptions = true)
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final long CLOSE_SECONDS = 20;

    private Main() {}

    /** Runs one command and exits: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Main());
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            err.println(failure.getMessage() == null ? failure.toString() : failure.getMessage());
            if (parsed.expandedArgs().contains("--verbose")) {
                failure.printStackTrace(err);
            } else {
                err.println("(--verbose tells more)");
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commands;
    }

    @Command(
            name = "fog",
            description = "Runs a fog node until it is stopped.",
            subcommands = {
                Main.Key.class,
                InviteCommand.class,
                SuspendCommand.class,
                RestoreCommand.class,
                AuthorityCommand.class,
                MosquittoCommand.class,
                PeopleCommand.class,
                AuditLogCommand.class
            },
            mixinStandardHelpOptions = true)
    static final class Fog implements Callable<Integer>, Configured {

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "The configuration, YAML.",
                scope = ScopeType.INHERIT)
        private @Nullable Path config;

        @Option(names = "--verbose", description = "Tells more when something fails.")
        private boolean verbose;

        @Spec
        private CommandSpec spec;

        @Override
        public FogConfig configuration() throws FieldException {
            if (config == null) {
                throw new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
            }
            return FogConfig.read(config);
        }

        @Override
        public Integer call() throws Exception {
            FogConfig read = configuration();
            CountDownLatch stopped = new CountDownLatch(1);
            CountDownLatch closed = new CountDownLatch(1);
            try (NetworkPool networks = NetworkPool.ofOne();
                    FogNode node = new FogNode(read, networks, EvaluationData.read(read), Clock.systemUTC())) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped, closed), "shutdown"));
                node.start();
                PrintWriter out = spec.commandLine().getOut();
                out.println("page:  " + node.httpsUri());
                out.println("mqtt:  " + node.mqttUri());
                out.println("ca:    " + node.authorityFile());
                out.println("key:   " + node.verificationKey().text());
                out.flush();
                stopped.await();
            } finally {
                closed.countDown();
            }
            return CommandLine.ExitCode.OK;
        }

        /** The process ends when its shutdown hooks do, so this one waits until the node is closed. */
        private static void stop(CountDownLatch stopped, CountDownLatch closed) {
            stopped.countDown();
            try {
                if (!closed.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("the fog node is still busy after {} s; it goes on at its next start", CLOSE_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Command(
            name = "key",
            description = "Prints by what gateways recognise this fog node; makes key and certificate on first use.",
            mixinStandardHelpOptions = true)
    static final class Key implements Callable<Integer> {

        @ParentCommand
        private Fog fog;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            FogIdentity identity = FogIdentity.open(fog.configuration(), Clock.systemUTC());
            PrintWriter out = spec.commandLine().getOut();
            out.println("caFile: " + identity.server().authorityFile());
            out.println("fogKey: " + identity.key().verificationKey().text());
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }
}
