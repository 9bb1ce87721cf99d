package org.fogward.fog.publish;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fogward.fog.anchor.ChainLinks;
import org.fogward.fog.anchor.RoundTree;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.ledger.LedgerException;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
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
    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
    private final AbsentGateways absent = new AbsentGateways();

    /** A sender of one federation's proofs. */
    public ProofSender(FederationId federation, RoundStore store, ReceiptSender receipts, ChainLinks links) {
        this.federation = federation;
        this.store = store;
        this.receipts = receipts;
        this.links = links;
    }

    /**
     * Sends all proofs of an anchored round. Those for gateways without a session wait for {@link #sendTo}.
     *
     * @return completes when the broker has the others
     */
    public CompletableFuture<Void> send(long round) {
        Proven proven = proven(round);
        return all(proven, leaf -> true).thenRun(() -> markSent(round));
    }

    /** Sends a gateway, which has begun a session, the proofs that waited for that. */
    public void sendTo(GatewayId gateway) {
        for (long round : absent.take(gateway)) {
            Proven proven = proven(round);
            var ignored = all(proven, leaf -> proven.of(leaf).gateway().equals(gateway))
                    .thenRun(() -> markSent(round));
        }
    }

    /** Rounds with proofs that the ledger kept from going out, ascending; they count as waiting no more. */
    public List<Long> takeWaiting() {
        List<Long> rounds = waiting.stream().sorted().toList();
        rounds.forEach(waiting::remove);
        return rounds;
    }

    /** Sends the proof of one update of an anchored round once more. */
    public void sendAgain(RoundUpdate update) {
        Proven proven = proven(update.round());
        int leaf = proven.tree().updates().indexOf(update);
        if (leaf >= 0) {
            var ignored = send(proven, leaf);
        }
    }

    private record Proven(RoundTree tree, RoundResult result, RoundPlace place) {
        RoundUpdate of(int leaf) {
            return tree.updates().get(leaf);
        }
    }

    private CompletableFuture<Void> all(Proven proven, IntPredicate which) {
        return CompletableFuture.allOf(
                IntStream.range(0, proven.tree().updates().size())
                        .filter(which)
                        .mapToObj(leaf -> send(proven, leaf)
                                .exceptionallyCompose(failure -> absent.orFailed(proven.of(leaf), failure)))
                        .toArray(CompletableFuture<?>[]::new));
    }

    private void markSent(long round) {
        if (!absent.awaited(round)) {
            store.receiptsSent(round);
        }
    }

    private Proven proven(long round) {
        return new Proven(
                new RoundTree(federation, store.updates().of(round)),
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
            waiting.add(update.round());
            return CompletableFuture.failedFuture(e);
        }
        return receipts.anchored(proven.tree(), leaf, proven.result(), proven.place(), known, path);
    }
}
