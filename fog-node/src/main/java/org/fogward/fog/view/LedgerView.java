package org.fogward.fog.view;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the ledger says of a federation. Every list is bounded, whatever the federation's size; participants are fetched page by page,
 * see {@link LedgerPages}. Immutable.
 *
 * @param position how far the ledger was followed
 * @param organisations the MSP ids of the organisations that keep the federation, ascending; empty before it was opened
 * @param approvals how many of them have to approve a model or a way back; 0 before it was opened
 * @param participants how many gateways are registered
 * @param suspended how many of these are suspended
 * @param roundsAnchored how many rounds are anchored
 * @param plans the newest plans, newest first, 20 at most
 * @param models the newest proposed models, by round, newest first, 20 at most
 * @param rollbacks the newest ways back, decided or wanted, newest first, 20 at most
 * @param changes the newest changes, newest first, 30 at most
 */
public record LedgerView(
        LedgerPosition position,
        List<String> organisations,
        int approvals,
        long participants,
        long suspended,
        long roundsAnchored,
        List<PlanEntry> plans,
        List<ModelEntry> models,
        List<RollbackEntry> rollbacks,
        List<ChangeEntry> changes) {

    /** Before anything was followed. */
    public static final LedgerView EMPTY = new LedgerView(
            new LedgerPosition(OptionalLong.empty(), OptionalLong.empty(), Optional.empty()),
            List.of(),
            0,
            0,
            0,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of());

    /** Copies the lists. */
    public LedgerView {
        organisations = List.copyOf(organisations);
        plans = List.copyOf(plans);
        models = List.copyOf(models);
        rollbacks = List.copyOf(rollbacks);
        changes = List.copyOf(changes);
    }

    /** The same at another position. */
    public LedgerView at(LedgerPosition other) {
        return new LedgerView(
                other,
                organisations,
                approvals,
                participants,
                suspended,
                roundsAnchored,
                plans,
                models,
                rollbacks,
                changes);
    }
}
