package org.fogward.fog.standing;

import picocli.CommandLine.Command;

/** {@code fog suspend}: a gateway may not take part until it is restored. */
@Command(
        name = "suspend",
        description = "Suspends a gateway: its connections end, its updates are refused. On the ledger, too.",
        mixinStandardHelpOptions = true)
public final class SuspendCommand extends StandingCommand {
    /** Made by picocli. */
    SuspendCommand() {
        super(true);
    }
}
