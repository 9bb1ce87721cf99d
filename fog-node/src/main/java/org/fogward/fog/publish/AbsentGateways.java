package org.fogward.fog.publish;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.seal.NoSessionException;

/** Which rounds' proofs wait for which gateways to begin a session. Thread-safe. */
final class AbsentGateways {

    private final Map<Long, Set<GatewayId>> rounds = new TreeMap<>();

    /** Completes if a proof failed for want of a session, and remembers whose. */
    synchronized CompletableFuture<Void> orFailed(RoundUpdate update, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof NoSessionException)) {
            return CompletableFuture.failedFuture(failure);
        }
        rounds.computeIfAbsent(update.round(), _ -> new HashSet<>()).add(update.gateway());
        return CompletableFuture.completedFuture(null);
    }

    synchronized boolean awaited(long round) {
        return rounds.containsKey(round);
    }

    /** The rounds that wait for a gateway, ascending; they wait for it no more. */
    synchronized List<Long> take(GatewayId gateway) {
        List<Long> waiting = rounds.entrySet().stream()
                .filter(round -> round.getValue().remove(gateway))
                .map(Map.Entry::getKey)
                .toList();
        rounds.values().removeIf(Set::isEmpty);
        return waiting;
    }
}
