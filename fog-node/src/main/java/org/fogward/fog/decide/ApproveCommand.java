package org.fogward.fog.decide;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ledger approve}: an organisation's administrator approves a proposed model. The last approval needed releases it. */
@Command(
        name = "approve",
        description = "Approves a proposed model for an organisation, as its administrator.",
        mixinStandardHelpOptions = true)
public final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private LedgerWay way = new LedgerWay();

    @Option(names = "--round", required = true, paramLabel = "N", description = "The round that made the model.")
    private long round;

    @Option(
            names = "--model",
            paramLabel = "DIGEST",
            description = "Which model, where several of the round are proposed.")
    private @Nullable String model;

    @Override
    public Integer call() throws IOException {
        return way.run(NodeRole.ADMIN, this::approve);
    }

    private void approve(Decisions decisions, PrintWriter out) throws LedgerException {
        String chosen = chosen(decisions.proposals(), Optional.ofNullable(model));
        AnchorReceipt receipt = decisions.releases().approve(new ModelApproval(decisions.id(), chosen));
        if (receipt.already()) {
            throw new LedgerException(
                    Reason.CONFLICT, decisions.mspId() + " has approved the model of round " + round + " already");
        }
        int given =
                decisions.releases().approvals(decisions.id(), chosen).items().size();
        boolean released =
                decisions.releases().release(decisions.id(), round, chosen).isPresent();
        out.println(decisions.mspId() + " approves the model of round " + round + ", " + chosen + " (block "
                + receipt.block() + ")");
        out.println("approved by " + decisions.share(given) + (released ? ": it is released" : ""));
    }

    private String chosen(List<Stored<ModelProposal>> proposals, Optional<String> wanted) throws LedgerException {
        List<String> found = proposals.stream()
                .map(Stored::record)
                .filter(proposal -> proposal.round() == round)
                .map(ModelProposal::model)
                .filter(digest -> wanted.map(digest::equals).orElse(true))
                .toList();
        if (found.size() > 1) {
            throw new LedgerException(
                    Reason.INVALID,
                    "several models of round " + round + " are proposed: name one of " + String.join(", ", found)
                            + " with --model");
        }
        if (found.isEmpty()) {
            String others = Decisions.rounds(proposals.stream()
                    .map(proposal -> proposal.record().round())
                    .toList());
            throw new LedgerException(
                    Reason.MISSING,
                    "no such model of round " + round + " is proposed; "
                            + (others.isEmpty() ? "none is, so far" : "there are models of rounds " + others));
        }
        return found.getFirst();
    }
}
