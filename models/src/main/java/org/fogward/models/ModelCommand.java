package org.fogward.models;

import picocli.CommandLine.Command;

/** {@code model}: what can be done with model files. */
@Command(
        name = "model",
        description = "Looks into model files, makes them, and takes weights in and out.",
        subcommands = {InfoCommand.class, CreateCommand.class, ImportCommand.class, ExportCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ModelCommand {}
