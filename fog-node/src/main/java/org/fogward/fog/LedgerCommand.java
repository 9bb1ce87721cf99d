package org.fogward.fog;

import org.fogward.fog.decide.ApproveCommand;
import org.fogward.fog.decide.MembersCommand;
import org.fogward.fog.decide.ModelsCommand;
import org.fogward.fog.decide.RollbackCommand;
import org.fogward.fog.follow.RebuildCommand;
import picocli.CommandLine.Command;

/** What {@code ledger} does: check a history, print it, hand it out; tell and decide which models are released. */
@Command(
        name = "ledger",
        description = "Looks into a federation's history, and decides about its models.",
        subcommands = {
            LedgerVerify.class,
            LedgerShow.class,
            LedgerExport.class,
            MembersCommand.class,
            ModelsCommand.class,
            ApproveCommand.class,
            RollbackCommand.class,
            RebuildCommand.class
        },
        mixinStandardHelpOptions = true)
final class LedgerCommand {}
