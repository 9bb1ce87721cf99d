package org.fogward.ledger.change;

import java.util.Optional;
import java.util.function.BiFunction;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.budget.PrivacySpend;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.ModelRollback;
import org.fogward.ledger.release.RollbackVote;
import org.fogward.ledger.round.RoundClosing;

/** A change on the ledger, with the record that it left. Ledgers may tell of more than what is known here. */
public sealed interface LedgerChange {
    /** Where the change is on the ledger, and the text that it was read from. */
    LedgerEvent event();

    /** A change that is understood. */
    sealed interface Known extends LedgerChange {
        /** The record that it left. */
        Stored<? extends Record> stored();
    }

    /** A federation was opened. */
    record FederationOpened(LedgerEvent event, Stored<Federation> stored) implements Known {}

    /** A fog node was registered. */
    record FogNodeRegistered(LedgerEvent event, Stored<FogNode> stored) implements Known {}

    /** A plan becomes the current one from a round on. */
    record TaskReleased(LedgerEvent event, Stored<Task> stored) implements Known {}

    /** A gateway takes part. */
    record GatewayRegistered(LedgerEvent event, Stored<Gateway> stored) implements Known {}

    /** A gateway does not take part for the time being. */
    record GatewaySuspended(LedgerEvent event, Stored<GatewayStanding> stored) implements Known {}

    /** A gateway takes part again. */
    record GatewayRestored(LedgerEvent event, Stored<GatewayStanding> stored) implements Known {}

    /** A gateway has a further key or certificate. */
    record CertificateAdded(LedgerEvent event, Stored<GatewayCertificate> stored) implements Known {}

    /** A key or certificate does not count any more. */
    record CertificateWithdrawn(LedgerEvent event, Stored<CertificateWithdrawal> stored) implements Known {}

    /** A fog node's round was anchored. */
    record RoundAnchored(LedgerEvent event, Stored<RoundAnchor> stored) implements Known {}

    /** A round was closed over several fog nodes. */
    record RoundClosed(LedgerEvent event, Stored<RoundClosing> stored) implements Known {}

    /** A model may be approved. */
    record ModelProposed(LedgerEvent event, Stored<ModelProposal> stored) implements Known {}

    /** An organisation approved a model, which did not release it. */
    record ModelApproved(LedgerEvent event, Stored<ModelApproval> stored) implements Known {}

    /** Enough organisations have approved a model. */
    record ModelReleased(LedgerEvent event, Stored<ModelRelease> stored) implements Known {}

    /** An organisation wants a way back, which did not decide it. */
    record RollbackVoted(LedgerEvent event, Stored<RollbackVote> stored) implements Known {}

    /** Enough organisations want a way back. */
    record ModelRolledBack(LedgerEvent event, Stored<ModelRollback> stored) implements Known {}

    /** Privacy budget was spent. */
    record PrivacySpent(LedgerEvent event, Stored<PrivacySpend> stored) implements Known {}

    /** Somebody looked at a model or a proof. */
    record AccessLogged(LedgerEvent event, Stored<AccessEntry> stored) implements Known {}

    /** Something that is not known here, perhaps told by a later version of the contract. */
    record Unknown(LedgerEvent event) implements LedgerChange {}

    /**
     * Understands an event.
     *
     * @param event an event of the contract
     * @return the change; {@link Unknown} when its name is not known
     * @throws LedgerException {@link Reason#CORRUPT} when the payload is not what an event of this name carries
     */
    static LedgerChange of(LedgerEvent event) throws LedgerException {
        Optional<ChangeKind> kind = ChangeKind.named(event.name());
        if (kind.isEmpty()) {
            return new Unknown(event);
        }
        try {
            return of(kind.get(), event);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(
                    Reason.CORRUPT, "the event " + event.name() + " is not to be understood: " + e.getMessage(), e);
        }
    }

    private static LedgerChange of(ChangeKind kind, LedgerEvent event) {
        return switch (kind) {
            case FEDERATION_OPENED -> read(event, Federation.class, FederationOpened::new);
            case FOG_NODE_REGISTERED -> read(event, FogNode.class, FogNodeRegistered::new);
            case TASK_RELEASED -> read(event, Task.class, TaskReleased::new);
            case GATEWAY_REGISTERED -> read(event, Gateway.class, GatewayRegistered::new);
            case GATEWAY_SUSPENDED -> read(event, GatewayStanding.class, GatewaySuspended::new);
            case GATEWAY_RESTORED -> read(event, GatewayStanding.class, GatewayRestored::new);
            case CERTIFICATE_ADDED -> read(event, GatewayCertificate.class, CertificateAdded::new);
            case CERTIFICATE_WITHDRAWN -> read(event, CertificateWithdrawal.class, CertificateWithdrawn::new);
            case ROUND_ANCHORED -> read(event, RoundAnchor.class, RoundAnchored::new);
            case ROUND_CLOSED -> read(event, RoundClosing.class, RoundClosed::new);
            case MODEL_PROPOSED -> read(event, ModelProposal.class, ModelProposed::new);
            case MODEL_APPROVED -> read(event, ModelApproval.class, ModelApproved::new);
            case MODEL_RELEASED -> read(event, ModelRelease.class, ModelReleased::new);
            case ROLLBACK_VOTED -> read(event, RollbackVote.class, RollbackVoted::new);
            case MODEL_ROLLED_BACK -> read(event, ModelRollback.class, ModelRolledBack::new);
            case PRIVACY_SPENT -> read(event, PrivacySpend.class, PrivacySpent::new);
            case ACCESS_LOGGED -> read(event, AccessEntry.class, AccessLogged::new);
        };
    }

    private static <R extends Record> LedgerChange read(
            LedgerEvent event, Class<R> type, BiFunction<LedgerEvent, Stored<R>, LedgerChange> change) {
        return change.apply(event, Stored.read(type, event.payload()));
    }
}
