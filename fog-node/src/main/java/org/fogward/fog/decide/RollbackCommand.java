package org.fogward.fog.decide;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.FieldRules;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.RollbackVote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ledger rollback}: an organisation's administrator wants to go back from the model in use to an earlier released one. The last vote
 * needed decides it, and what was released of the rounds in between is out of use for good.
 */
@Command(
        name = "rollback",
        description = "Votes for going back to an earlier released model, as an organisation's administrator.",
        mixinStandardHelpOptions = true)
public final class RollbackCommand implements Callable<Integer> {

    /** The code that goes with a reason given in words. */
    private static final String CODE = "decided";

    @Mixin
    private LedgerWay way = new LedgerWay();

    @Option(names = "--round", required = true, paramLabel = "N", description = "The round whose model to go back to.")
    private long round;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, in a few words for the ledger; nothing about a person.")
    private String reason = "";

    @Override
    public Integer call() throws IOException {
        return way.run(NodeRole.ADMIN, this::vote);
    }

    private void vote(Decisions decisions, PrintWriter out) throws LedgerException {
        checkReason();
        ModelRelease from = decisions
                .releases()
                .current(decisions.id())
                .map(Stored::record)
                .orElseThrow(() ->
                        new LedgerException(Reason.MISSING, "no model is released, so none can be gone back from"));
        ModelRelease to = target(decisions.released());
        if (to.round() >= from.round()) {
            throw new LedgerException(
                    Reason.INVALID,
                    "the model in use is that of round " + from.round() + ": a way back leads to an earlier one");
        }
        AnchorReceipt receipt =
                decisions.releases().rollBack(new RollbackVote(decisions.id(), from.model(), to.model(), CODE, reason));
        if (receipt.already()) {
            throw new LedgerException(
                    Reason.CONFLICT, decisions.mspId() + " has voted for going back to round " + round + " already");
        }
        int given = decisions
                .releases()
                .votes(decisions.id(), from.model(), to.model())
                .items()
                .size();
        boolean decided = given >= decisions.federation().approvals();
        out.println(decisions.mspId() + " wants to go back from the model of round " + from.round()
                + " to that of round " + round + " (block " + receipt.block() + ")");
        out.println("wanted by " + decisions.share(given)
                + (decided ? ": the model of round " + round + " is in use again" : ""));
    }

    private void checkReason() throws LedgerException {
        try {
            FieldRules.note("--reason", reason);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    Reason.INVALID,
                    "--reason may have 120 letters, digits, spaces and . , : ; ( ) / _ + - at most, without accents",
                    e);
        }
    }

    private ModelRelease target(List<Stored<ModelRelease>> released) throws LedgerException {
        return released.stream()
                .map(Stored::record)
                .filter(release -> release.round() == round)
                .reduce((first, later) -> later)
                .orElseThrow(() -> new LedgerException(
                        Reason.MISSING,
                        "no model of round " + round + " is released; there are models of rounds "
                                + Decisions.rounds(released.stream()
                                        .map(each -> each.record().round())
                                        .toList())));
    }
}
