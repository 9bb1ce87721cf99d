package org.fogward.fog.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.Federations;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.PageRequest;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.ModelReleases;

/**
 * One organisation in one federation, and the models that it decides about.
 *
 * @param client calls in the organisation's name
 * @param mspId the organisation
 * @param federation the federation
 */
record Decisions(LedgerClient client, String mspId, Federation federation) {

    /**
     * Finds the federation.
     *
     * @param wanted its id; nothing where the organisation takes part in one only
     * @throws LedgerException saying which ones there are, if that does not tell
     */
    static Decisions of(LedgerClient client, String mspId, Optional<String> wanted) throws LedgerException {
        List<Federation> own = all(new Federations(client)::federations).stream()
                .map(Stored::record)
                .filter(each -> wanted.map(each.federation()::equals)
                        .orElse(each.organisations().contains(mspId)))
                .toList();
        if (own.size() == 1) {
            return new Decisions(client, mspId, own.getFirst());
        }
        String which = wanted.map(id -> "no federation " + id).orElse("no federation that " + mspId + " takes part in");
        String several = own.stream().map(Federation::federation).collect(Collectors.joining(", "));
        throw new LedgerException(
                Reason.MISSING,
                own.isEmpty()
                        ? "the ledger holds " + which
                        : mspId + " takes part in several federations: name one of " + several + " with --federation");
    }

    String id() {
        return federation.federation();
    }

    ModelReleases releases() {
        return new ModelReleases(client);
    }

    List<Stored<ModelProposal>> proposals() throws LedgerException {
        return all(page -> releases().proposals(id(), page));
    }

    List<Stored<ModelRelease>> released() throws LedgerException {
        return all(page -> releases().releases(id(), page));
    }

    /** How many of how many, for a sentence. */
    String share(int given) {
        return given + " of " + federation.organisations().size() + " organisations, " + federation.approvals()
                + (federation.approvals() == 1 ? " is" : " are") + " needed";
    }

    /** Rounds for a sentence. */
    static String rounds(List<Long> rounds) {
        return rounds.stream().distinct().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** A list that comes in pages. */
    interface Listing<R extends Record> {
        /** One page. */
        Page<R> page(PageRequest request) throws LedgerException;
    }

    static <R extends Record> List<Stored<R>> all(Listing<R> listing) throws LedgerException {
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
