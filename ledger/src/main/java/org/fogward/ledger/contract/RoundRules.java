package org.fogward.ledger.contract;

import java.util.Optional;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.round.RoundClosing;

/** Anchors the fog nodes' rounds, and closes rounds over several of them. */
final class RoundRules {
    private final TaskRules tasks = new TaskRules();

    String anchor(Call call, RoundAnchor anchor) {
        call.admit(anchor.federation(), Role.CLIENT);
        Object[] key = {anchor.federation(), anchor.fogNode(), anchor.round()};
        Optional<String> standing = call.standing(
                name(anchor.federation(), anchor.fogNode(), anchor.round()),
                anchor,
                RoundAnchor.class,
                RecordKind.ROUND,
                key);
        if (standing.isPresent()) {
            return standing.get();
        }
        requireOwnFogNode(call, anchor);
        tasks.inForce(call, anchor.federation(), anchor.planDigest(), anchor.round());
        String stored = call.put(anchor, RecordKind.ROUND, key);
        call.tell(ChangeKind.ROUND_ANCHORED, stored);
        return stored;
    }

    String close(Call call, RoundClosing closing) {
        call.admit(closing.federation(), Role.CLIENT);
        Object[] key = {closing.federation(), closing.round()};
        Optional<String> standing = call.standing(
                "the closing of round " + closing.round(), closing, RoundClosing.class, RecordKind.ROUND_CLOSING, key);
        if (standing.isPresent()) {
            return standing.get();
        }
        for (String fogNode : closing.fogNodes()) {
            String name = name(closing.federation(), fogNode, closing.round());
            RoundAnchor part = call.require(
                            name, RoundAnchor.class, RecordKind.ROUND, closing.federation(), fogNode, closing.round())
                    .record();
            requireEqual(name, "plan", part.planDigest(), closing.planDigest());
            requireEqual(name, "old model", part.oldModelDigest(), closing.oldModelDigest());
            if (closing.fogNodes().size() == 1) {
                requireEqual(name, "new model", part.newModelDigest(), closing.newModelDigest());
            }
        }
        String stored = call.put(closing, RecordKind.ROUND_CLOSING, key);
        call.tell(ChangeKind.ROUND_CLOSED, stored);
        return stored;
    }

    private static void requireOwnFogNode(Call call, RoundAnchor anchor) {
        Stored<FogNode> node = call.require(
                "the fog node " + anchor.fogNode(),
                FogNode.class,
                RecordKind.FOG_NODE,
                anchor.federation(),
                anchor.fogNode());
        if (!node.by().equals(call.organisation())) {
            throw Refusal.forbidden("the fog node " + anchor.fogNode() + " belongs to " + node.by());
        }
    }

    private static void requireEqual(String name, String what, String anchored, String claimed) {
        if (!anchored.equals(claimed)) {
            throw Refusal.conflict(name + " is anchored with another " + what);
        }
    }

    private static String name(String federation, String fogNode, long round) {
        return "round " + round + " of " + federation + "/" + fogNode;
    }
}
