package org.fogward.sim;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.fogward.sim.demo.DemoCommand;
import org.fogward.sim.fleet.SimCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The commands {@code demo} and {@code sim}. Exit codes: 0 done, 1 failed, 2 wrong usage; errors are one line. */
@Command(
        name = "fogward",
        subcommands = {DemoCommand.class, SimCommand.class},
        mixinStandardHelpOptions = true,
        description = "Simulated devices, fleets and whole federations.")
public final class Main {
    /** What a shell says of a process that SIGINT ended. */
    private static final int INTERRUPTED = 130;

    private static final String VERBOSE = "--verbose";

    @Option(
            names = VERBOSE,
            scope = ScopeType.INHERIT,
            description = "Show what the nodes log, and where an error came from.")
    private boolean verbose;

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Read by the log configuration when the first node is wired.
        System.setProperty("fogward.log", List.of(arguments).contains(VERBOSE) ? "INFO" : "WARN");
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, with errors as one line. */
    static CommandLine commandLine() {
        Main main = new Main();
        return new CommandLine(main)
                .setParameterExceptionHandler((problem, rest) -> wrongUsage(problem))
                .setExecutionExceptionHandler((problem, command, parsed) -> main.failed(problem, command));
    }

    private static int wrongUsage(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + oneLine(problem) + " (" + name + " --help)");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private int failed(Exception problem, CommandLine command) {
        if (problem instanceof InterruptedException) {
            return INTERRUPTED;
        }
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + oneLine(problem));
        if (verbose) {
            problem.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String oneLine(Exception problem) {
        if (problem instanceof ExecutionException && problem.getCause() instanceof Exception cause) {
            return oneLine(cause);
        }
        String message = problem.getMessage();
        return message == null
                ? problem.toString()
                : message.lines().findFirst().orElse(problem.toString());
    }
}
