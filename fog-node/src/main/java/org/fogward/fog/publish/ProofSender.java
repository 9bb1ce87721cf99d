package org.fogward.fog.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.fogward.fog.anchor.ChainLinks;
import org.fogward.fog.anchor.RoundTree;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.ledger.LedgerException;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends gateways the proofs that their updates are in a round, that the round is in a block, and that the block follows from those that
 * they know. Thread-safe.
 */
public final class ProofSender {

    private static final Logger LOG = LoggerFactory.getLogger(ProofSender.class);

    private final FederationId federation;
    private final RoundStore store;
    private final ReceiptSender receipts;
    private final ChainLinks links;

    /** A sender of one federation's proofs. */
    public ProofSender(FederationId federation, RoundStore store, ReceiptSender receipts, ChainLinks links) {
        this.federation = federation;
        this.store = store;
        this.receipts = receipts;
        this.links = links;
    }

    /**
     * Sends all proofs of an anchored round.
     *
     * @return completes when the broker has them
     */
    public CompletableFuture<Void> send(long round) {
        Proven proven = proven(round);
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (int leaf = 0; leaf < proven.tree().updates().size(); leaf++) {
            sent.add(send(proven, leaf));
        }
        return CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new));
    }

    /** Sends the proof of one update of an anchored round once more. */
    public void sendAgain(RoundUpdate update) {
        Proven proven = proven(update.round());
        int leaf = proven.tree().updates().indexOf(update);
        if (leaf >= 0) {
            var ignored = send(proven, leaf);
        }
    }

    private record Proven(RoundTree tree, RoundResult result, RoundPlace place) {}

    private Proven proven(long round) {
        return new Proven(
                new RoundTree(federation, store.updates(round)),
                store.result(round).orElseThrow(),
                store.place(round).orElseThrow());
    }

    private CompletableFuture<Void> send(Proven proven, int leaf) {
        RoundUpdate update = proven.tree().updates().get(leaf);
        long known = store.knownBlocks(update.gateway());
        List<Digest> path;
        try {
            path = links.between(known, proven.place().block());
        } catch (LedgerException e) {
            LOG.warn("the proofs of round {} wait for the ledger: {}", update.round(), e.getMessage());
            return CompletableFuture.failedFuture(e);
        }
        return receipts.anchored(proven.tree(), leaf, proven.result(), proven.place(), known, path);
    }
}
