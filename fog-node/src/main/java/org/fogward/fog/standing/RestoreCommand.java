package org.fogward.fog.standing;

import picocli.CommandLine.Command;

/** {@code fog restore}: a suspended gateway takes part again. */
@Command(
        name = "restore",
        description = "Lets a suspended gateway take part again. On the ledger, too.",
        mixinStandardHelpOptions = true)
public final class RestoreCommand extends StandingCommand {
    /** Made by picocli. */
    RestoreCommand() {
        super(false);
    }
}
