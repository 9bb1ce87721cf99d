package org.fogward.ledger.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.RecordDoor;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.record.Stored;

/**
 * The door to model releases. As thread-safe as the client. Every method throws {@link LedgerException} when the contract
 * refuses or the ledger cannot answer.
 */
public final class ModelReleases {
    private final RecordDoor<ModelProposal> proposals;
    private final RecordDoor<ModelApproval> approvals;
    private final RecordDoor<ModelRelease> releases;
    private final RecordDoor<RollbackVote> votes;
    private final RecordDoor<ModelRollback> rollbacks;

    /** A door. */
    public ModelReleases(LedgerClient client) {
        proposals = new RecordDoor<>(client, RecordKind.MODEL_PROPOSAL, ModelProposal.class);
        approvals = new RecordDoor<>(client, RecordKind.MODEL_APPROVAL, ModelApproval.class);
        releases = new RecordDoor<>(client, RecordKind.MODEL_RELEASE, ModelRelease.class);
        votes = new RecordDoor<>(client, RecordKind.ROLLBACK_VOTE, RollbackVote.class);
        rollbacks = new RecordDoor<>(client, RecordKind.MODEL_ROLLBACK, ModelRollback.class);
    }

    /** Proposes the model that a round has made, as a client. */
    public AnchorReceipt propose(ModelProposal proposal) throws LedgerException {
        return proposals.submit("proposeModel", proposal);
    }

    /** Approves a proposed model for one's organisation, as its admin. The last approval needed releases it. */
    public AnchorReceipt approve(ModelApproval approval) throws LedgerException {
        return approvals.submit("approveModel", approval);
    }

    /** Votes for going back to an earlier model for one's organisation, as its admin. The last vote needed decides it. */
    public AnchorReceipt rollBack(RollbackVote vote) throws LedgerException {
        return votes.submit("rollbackModel", vote);
    }

    /** Finds a model's proposal. */
    public Optional<Stored<ModelProposal>> proposal(String federation, String model) throws LedgerException {
        return proposals.find(federation, model);
    }

    /** A federation's proposed models, by digest. */
    public Page<ModelProposal> proposals(String federation, PageRequest page) throws LedgerException {
        return proposals.list(page, federation);
    }

    /** Who has approved a model, by organisation; there are 16 at most. */
    public Page<ModelApproval> approvals(String federation, String model) throws LedgerException {
        return approvals.list(PageRequest.first(PageRequest.MOST), federation, model);
    }

    /** Finds the release of a round's model. */
    public Optional<Stored<ModelRelease>> release(String federation, long round, String model) throws LedgerException {
        return releases.find(federation, round, model);
    }

    /** A federation's released models, by the rounds that made them, those that are out of use included. */
    public Page<ModelRelease> releases(String federation, PageRequest page) throws LedgerException {
        return releases.list(page, federation);
    }

    /** The votes for going back from one model to another, by organisation; there are 16 at most. */
    public Page<RollbackVote> votes(String federation, String from, String to) throws LedgerException {
        return votes.list(PageRequest.first(PageRequest.MOST), federation, from, to);
    }

    /** A federation's ways back, by the round that they lead back from. */
    public Page<ModelRollback> rollbacks(String federation, PageRequest page) throws LedgerException {
        return rollbacks.list(page, federation);
    }

    /**
     * The model to use: of those that no way back has put out of use, the one of the latest round; of several of that round,
     * the one that comes last by digest. A way back to a model that another one has put out of use leads further back, to the
     * latest that is left.
     */
    public Optional<Stored<ModelRelease>> current(String federation) throws LedgerException {
        List<Stored<ModelRollback>> back = all(page -> rollbacks(federation, page));
        return all(page -> releases(federation, page)).stream()
                .filter(release -> back.stream().noneMatch(way -> way.record().covers(release.record())))
                .max(Comparator.comparingLong((Stored<ModelRelease> release) ->
                                release.record().round())
                        .thenComparing(release -> release.record().model()));
    }

    private interface Listing<R extends Record> {
        Page<R> page(PageRequest request) throws LedgerException;
    }

    private static <R extends Record> List<Stored<R>> all(Listing<R> listing) throws LedgerException {
        List<Stored<R>> all = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(PageRequest.MOST));
        while (next.isPresent()) {
            Page<R> page = listing.page(next.get());
            all.addAll(page.items());
            next = page.next(PageRequest.MOST);
        }
        return all;
    }
}
