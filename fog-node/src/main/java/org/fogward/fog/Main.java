package org.fogward.fog;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.fogward.fog.config.FogConfig;
import org.fogward.models.network.NetworkPool;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line: {@code fog} runs a node, {@code ledger} looks into a federation's history. */
@Command(
        name = "fogward",
        description = "The fog node: combines updates, anchors rounds, serves the operators' page.",
        subcommands = {Main.Fog.class, LedgerCommand.class},
        mixinStandardHelpOptions = true)
public final class Main {

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

    @Command(name = "fog", description = "Runs a fog node until it is stopped.", mixinStandardHelpOptions = true)
    static final class Fog implements Callable<Integer> {

        @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration, YAML.")
        private Path config;

        @Option(names = "--verbose", description = "Tells more when something fails.")
        private boolean verbose;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            FogConfig read = FogConfig.read(config);
            CountDownLatch stopped = new CountDownLatch(1);
            try (NetworkPool networks = new NetworkPool(1);
                    FogNode node = new FogNode(read, networks, EvaluationData.read(read), Clock.systemUTC())) {
                Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "shutdown"));
                node.start();
                PrintWriter out = spec.commandLine().getOut();
                out.println("page:  " + node.httpsUri());
                out.println("mqtt:  " + node.mqttUri());
                out.println("ca:    " + node.authorityFile());
                out.println("key:   " + node.verificationKey().text());
                out.flush();
                stopped.await();
            }
            return CommandLine.ExitCode.OK;
        }
    }
}
