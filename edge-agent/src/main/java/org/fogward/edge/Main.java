package org.fogward.edge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.fogward.edge.config.ConfigException;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.PageDoor;
import org.fogward.edge.store.StoreException;
import org.fogward.models.network.NetworkPool;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code edge}: runs one gateway until it is told to stop. Exit codes: 0, 1 failed, 2 usage. */
@Command(
        name = "edge",
        mixinStandardHelpOptions = true,
        description = "Runs a gateway: takes samples from devices and takes part in its federation's rounds.",
        subcommands = {
            IdentityCommand.class,
            EnrolCommand.class,
            HistoryCommand.class,
            ForgetCommand.class,
            DeviceCommand.class,
            PageCommand.class,
            AuditLogCommand.class
        })
public final class Main implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final String MOST_CONNECTIONS = "jdk.httpserver.maxConnections";

    @Mixin
    private ConfigOption config;

    @Spec
    private CommandSpec spec;

    /** Made by picocli. */
    Main() {}

    /**
     * Runs the command and ends the process.
     *
     * @param arguments the command line after {@code edge}
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ConfigException
                    || failure instanceof IOException
                    || failure instanceof StoreException) {
                command.getErr().println("edge: " + failure.getMessage());
                return FAILED;
            }
            throw failure;
        });
    }

    @Override
    public Integer call() throws ConfigException, IOException, InterruptedException {
        EdgeConfig read = config.read(spec);
        return read.page().isPresent() ? runWithPage(read, read.page().get()) : runAlone(read);
    }

    private static int runWithPage(EdgeConfig read, PageDoor door) throws IOException, InterruptedException {
        boundConnections();
        try (NetworkPool networks = NetworkPool.ofOne();
                PagedGateway gateway = new PagedGateway(read, door, networks)) {
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
            gateway.start();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** The JDK's HTTP server takes these for the whole process only. */
    private static void boundConnections() {
        if (System.getProperty(MOST_CONNECTIONS) == null) {
            System.setProperty(MOST_CONNECTIONS, "256");
        }
    }

    private static int runAlone(EdgeConfig read) throws IOException, InterruptedException {
        try (NetworkPool networks = NetworkPool.ofOne();
                EdgeAgent agent = new EdgeAgent(read, networks)) {
            // The process ends by a signal; only the hook runs then. The signal may come as soon as the gateway
            // listens.
            Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "stop"));
            agent.start();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** The option that all commands share. */
    static final class ConfigOption {
        @Option(names = "--config", paramLabel = "FILE", description = "The gateway's configuration, YAML.")
        private Path file;

        EdgeConfig read(CommandSpec spec) throws ConfigException {
            if (file == null) {
                throw new CommandLine.ParameterException(spec.commandLine(), "Missing required option: --config FILE");
            }
            return EdgeConfig.read(file);
        }
    }
}
