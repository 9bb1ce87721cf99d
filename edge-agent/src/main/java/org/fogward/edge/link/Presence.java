package org.fogward.edge.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fogward.edge.store.StoreTotals;
import org.fogward.protocol.v1.ClassCount;
import org.fogward.protocol.v1.Status;

/**
 * Says that the gateway is there and how many samples of each class it has: at every connection, and when the numbers
 * have changed. While samples keep coming it waits until none have come between two looks, or for half a minute: the
 * messages count on a bad line. Thread-safe.
 */
public final class Presence {
    private static final Duration LEAST_GAP = Duration.ofSeconds(5);
    private static final Duration MOST_GAP = Duration.ofSeconds(30);

    private final Supplier<StoreTotals> totals;
    private final Supplier<Optional<String>> alarm;
    private final List<String> classes;
    private final String version;
    private final Function<Status, CompletableFuture<Void>> publish;
    private final Clock clock;
    private Optional<StoreTotals> said = Optional.empty();
    private Optional<String> saidAlarm = Optional.empty();
    private Optional<StoreTotals> seen = Optional.empty();
    private Instant saidAt = Instant.EPOCH;

    /**
     * Makes the presence of one gateway.
     *
     * @param totals counts the samples
     * @param alarm what is wrong with the ledger's history
     * @param classes the classes' names
     * @param version the gateway's software version
     * @param publish sends a status
     * @param clock gives the time
     */
    public Presence(
            Supplier<StoreTotals> totals,
            Supplier<Optional<String>> alarm,
            List<String> classes,
            String version,
            Function<Status, CompletableFuture<Void>> publish,
            Clock clock) {
        this.totals = totals;
        this.alarm = alarm;
        this.classes = List.copyOf(classes);
        this.version = version;
        this.publish = publish;
        this.clock = clock;
    }

    /** Says it now. */
    public synchronized void connected() {
        say(totals.get());
    }

    /** Says it if it has changed; to be called from time to time while the link stands. */
    public synchronized void refresh() {
        Optional<StoreTotals> now = Optional.of(totals.get());
        boolean settled = now.equals(seen);
        seen = now;
        Duration gap = settled ? LEAST_GAP : MOST_GAP;
        boolean changed = !now.equals(said) && !clock.instant().isBefore(saidAt.plus(gap));
        if (changed || !alarm.get().equals(saidAlarm)) {
            say(now.get());
        }
    }

    private void say(StoreTotals counted) {
        said = Optional.of(counted);
        saidAt = clock.instant();
        saidAlarm = alarm.get();
        Status.Builder status = Status.newBuilder()
                .setOnline(true)
                .setVersion(version)
                .setSamples(counted.samples())
                .setHistoryAlarm(saidAlarm.orElse(""))
                .setSentEpochMs(saidAt.toEpochMilli());
        for (int label = 0; label < classes.size(); label++) {
            status.addClasses(ClassCount.newBuilder()
                    .setName(classes.get(label))
                    .setSamples(counted.perClass().get(label)));
        }
        publish.apply(status.build()).whenComplete((sent, failure) -> {
            if (failure != null) {
                forget(counted);
            }
        });
    }

    private synchronized void forget(StoreTotals counted) {
        said = said.filter(it -> !it.equals(counted));
    }
}
