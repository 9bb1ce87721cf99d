package org.fogward.fog.decide;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.participant.Participants;
import org.fogward.ledger.record.Stored;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ledger members}: the federation's organisations, fog nodes and gateways, and whether these take part at present. */
@Command(
        name = "members",
        description = "Prints the federation's organisations, fog nodes and gateways.",
        mixinStandardHelpOptions = true)
public final class MembersCommand implements Callable<Integer> {

    @Mixin
    private LedgerWay way = new LedgerWay();

    @Override
    public Integer call() throws IOException {
        return way.run(NodeRole.CLIENT, MembersCommand::print);
    }

    private static void print(Decisions decisions, PrintWriter out) throws LedgerException {
        String id = decisions.id();
        out.println("federation " + id + "  "
                + String.join(", ", decisions.federation().organisations()) + "  a model needs "
                + decisions.federation().approvals() + " of "
                + decisions.federation().organisations().size() + " approvals");
        for (Stored<FogNode> node : Decisions.all(page -> new Federations(decisions.client()).fogNodes(id, page))) {
            out.println("fog node " + node.record().fogNode() + "  " + node.by() + "  since " + node.at());
        }
        Participants participants = new Participants(decisions.client());
        Map<String, List<String>> keys = keys(participants, id);
        for (Stored<Gateway> gateway : Decisions.all(page -> participants.gateways(id, page))) {
            String name = gateway.record().gateway();
            out.println("gateway " + name + "  " + gateway.by() + "  " + standing(participants.standing(id, name)));
            keys.getOrDefault(name, List.of()).forEach(key -> out.println("  key " + key));
        }
    }

    private static String standing(Optional<Stored<GatewayStanding>> standing) {
        if (standing.isEmpty()) {
            return "no standing";
        }
        GatewayStanding now = standing.get().record();
        return (now.suspended() ? "suspended since " : "takes part since ")
                + standing.get().at() + "  " + now.reason() + (now.note().isEmpty() ? "" : " (" + now.note() + ")");
    }

    private static Map<String, List<String>> keys(Participants participants, String id) throws LedgerException {
        Set<String> withdrawn = Decisions.all(page -> participants.withdrawals(id, page)).stream()
                .map(each -> each.record().fingerprint())
                .collect(Collectors.toSet());
        return Decisions.all(page -> participants.certificates(id, page)).stream()
                .map(Stored::record)
                .collect(Collectors.groupingBy(
                        key -> key.gateway(),
                        Collectors.mapping(
                                key -> key.fingerprint() + (withdrawn.contains(key.fingerprint()) ? "  withdrawn" : ""),
                                Collectors.toList())));
    }
}
