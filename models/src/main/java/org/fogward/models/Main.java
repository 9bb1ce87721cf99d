package org.fogward.models;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code model} looks into model files, makes them, and takes weights in and out. */
@Command(
        name = "fogward",
        description = "Models as files.",
        subcommands = ModelCommand.class,
        mixinStandardHelpOptions = true)
public final class Main {

    private Main() {}

    /** Runs one command and exits: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new Main());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
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
}
