package org.fogward.edge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.fogward.edge.store.SampleStore;
import org.fogward.edge.store.StoreTotals;
import org.fogward.protocol.v1.ClassCount;
import org.fogward.protocol.v1.Status;

/**
 * Says that the gateway is there and how many samples of each class it has: at every connection, and when the numbers
 * have changed, but not more often than every few seconds. Thread-safe.
 */
public final class Presence {
    private static final Duration LEAST_GAP = Duration.ofSeconds(2);

    private final SampleStore store;
    private final List<String> classes;
    private final String version;
    private final Function<Status, CompletableFuture<Void>> publish;
    private final Clock clock;
    private Optional<StoreTotals> said = Optional.empty();
    private Instant saidAt = Instant.EPOCH;

    /**
     * Makes the presence of one gateway.
     *
     * @param store what it counts
     * @param classes the classes' names
     * @param version the gateway's software version
     * @param publish sends a status
     * @param clock gives the time
     */
    public Presence(
            SampleStore store,
            List<String> classes,
            String version,
            Function<Status, CompletableFuture<Void>> publish,
            Clock clock) {
        this.store = store;
        this.classes = List.copyOf(classes);
        this.version = version;
        this.publish = publish;
        this.clock = clock;
    }

    /** Says it now. */
    public synchronized void connected() {
        say(store.totals());
    }

    /** Says it if it has changed; to be called from time to time while the link stands. */
    public synchronized void refresh() {
        StoreTotals totals = store.totals();
        boolean changed = !said.equals(Optional.of(totals));
        if (changed && !clock.instant().isBefore(saidAt.plus(LEAST_GAP))) {
            say(totals);
        }
    }

    private void say(StoreTotals totals) {
        said = Optional.of(totals);
        saidAt = clock.instant();
        Status.Builder status = Status.newBuilder()
                .setOnline(true)
                .setVersion(version)
                .setSamples(totals.samples())
                .setSentEpochMs(saidAt.toEpochMilli());
        for (int label = 0; label < classes.size(); label++) {
            status.addClasses(ClassCount.newBuilder()
                    .setName(classes.get(label))
                    .setSamples(totals.perClass().get(label)));
        }
        publish.apply(status.build()).whenComplete((sent, failure) -> {
            if (failure != null) {
                forget(totals);
            }
        });
    }

    private synchronized void forget(StoreTotals totals) {
        said = said.filter(it -> !it.equals(totals));
    }
}
