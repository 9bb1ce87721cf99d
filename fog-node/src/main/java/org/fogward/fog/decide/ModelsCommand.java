package org.fogward.fog.decide;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.ModelRollback;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ledger models}: which models are proposed, who has approved them, which are released, and the ways back. */
@Command(
        name = "models",
        description = "Prints the proposed and released models, and the ways back.",
        mixinStandardHelpOptions = true)
public final class ModelsCommand implements Callable<Integer> {

    @Mixin
    private LedgerWay way = new LedgerWay();

    @Override
    public Integer call() throws IOException {
        return way.run(NodeRole.CLIENT, ModelsCommand::print);
    }

    private static void print(Decisions decisions, PrintWriter out) throws LedgerException {
        List<Stored<ModelRelease>> released = decisions.released();
        List<Stored<ModelRollback>> back =
                Decisions.all(page -> decisions.releases().rollbacks(decisions.id(), page));
        Optional<String> current = decisions.releases().current(decisions.id()).map(release -> release.record()
                .model());
        List<Stored<ModelProposal>> proposals = decisions.proposals().stream()
                .sorted(Comparator.comparingLong(proposal -> proposal.record().round()))
                .toList();
        for (Stored<ModelProposal> proposal : proposals) {
            String model = proposal.record().model();
            List<String> approving = decisions.releases().approvals(decisions.id(), model).items().stream()
                    .map(Stored::by)
                    .toList();
            Optional<ModelRelease> release = released.stream()
                    .map(Stored::record)
                    .filter(each -> each.model().equals(model))
                    .findFirst();
            out.println("round " + proposal.record().round() + "  " + model + "  "
                    + standing(release, back, current.equals(Optional.of(model))));
            out.println("  proposed by " + proposal.by() + ", approved by " + decisions.share(approving.size())
                    + (approving.isEmpty() ? "" : ": " + String.join(", ", approving)));
        }
        for (Stored<ModelRollback> each : back) {
            out.println("way back from round " + each.record().fromRound() + " to round "
                    + each.record().toRound() + "  " + each.at() + "  "
                    + String.join(", ", each.record().organisations()));
        }
        if (proposals.isEmpty()) {
            out.println("no model is proposed yet");
        }
    }

    private static String standing(Optional<ModelRelease> release, List<Stored<ModelRollback>> back, boolean current) {
        if (release.isEmpty()) {
            return "proposed";
        }
        if (back.stream().anyMatch(each -> each.record().covers(release.get()))) {
            return "out of use";
        }
        return current ? "released, in use" : "released";
    }
}
