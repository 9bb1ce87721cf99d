package org.fogward.models;

import picocli.CommandLine.Command;

/** {@code model}: what can be done with model files. */
@Command(
        name = "model",
        description = "Looks into model files, makes them, takes channels out of them, and weights in and out.",
        subcommands = {
            InfoCommand.class,
            CreateCommand.class,
            PruneCommand.class,
            PretrainCommand.class,
            ImportCommand.class,
            ExportCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ModelCommand {}
