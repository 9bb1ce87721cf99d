package org.fogward.models;

import picocli.CommandLine.Command;

/** {@code model}: what can be done with model files. */
@Command(
        name = "model",
        description = "Looks into model files and makes them.",
        subcommands = {InfoCommand.class, CreateCommand.class, PruneCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ModelCommand {}
