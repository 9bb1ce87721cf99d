package org.fogward.ledger.contract;

import java.util.Optional;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKind;

/** Opens federations, and registers their fog nodes. */
final class FederationRules {
    String open(Call call, Federation federation) {
        call.admit(federation, Role.ADMIN);
        String id = federation.federation();
        Optional<String> standing =
                call.standing("the federation " + id, federation, Federation.class, RecordKind.FEDERATION, id);
        if (standing.isPresent()) {
            return standing.get();
        }
        String stored = call.put(federation, RecordKind.FEDERATION, id);
        call.tell(ChangeKind.FEDERATION_OPENED, stored);
        return stored;
    }

    String registerFogNode(Call call, FogNode node) {
        call.admit(node.federation(), Role.ADMIN);
        Object[] key = {node.federation(), node.fogNode()};
        var standing = call.find(FogNode.class, RecordKind.FOG_NODE, key);
        if (standing.isPresent() && !standing.get().by().equals(call.organisation())) {
            throw Refusal.conflict("the fog node " + node.fogNode() + " is another organisation's already");
        }
        if (standing.isPresent()) {
            return standing.get().toJson();
        }
        String stored = call.put(node, RecordKind.FOG_NODE, key);
        call.tell(ChangeKind.FOG_NODE_REGISTERED, stored);
        return stored;
    }
}
