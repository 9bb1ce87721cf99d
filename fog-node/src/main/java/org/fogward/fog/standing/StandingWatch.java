package org.fogward.fog.standing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.fog.registry.Suspension;
import org.fogward.protocol.identity.GatewayId;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a second who is suspended, by operators' decisions and by the ledger, and has the registry and the doors act by it. A
 * decision counts until the ledger's block that tells of it was followed, then the ledger's word does, so that another organisation's
 * administrator can restore a gateway, too. Tables that are being made anew restore nobody. Thread-safe.
 */
public final class StandingWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandingWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Jdbi jdbi;
    private final StandingOrders orders;
    private final GatewayRegistry registry;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("standing").daemon().factory());
    private LedgerStandings ledger = LedgerStandings.NOTHING;
    private volatile @Nullable Doors doors;

    /** A watch that looks once, so that nobody who is suspended gets in before {@link #start}. */
    public StandingWatch(Jdbi jdbi, GatewayRegistry registry) {
        this.jdbi = jdbi;
        this.orders = new StandingOrders(jdbi);
        this.registry = registry;
        registry.standing(decided(orders.all()), ledger.withdrawn());
    }

    /** Who acts when it changes who takes part. Called by one thread at a time. */
    public interface Doors {
        /** Ends what a gateway has open. Called again and again while it is suspended. */
        void shut(GatewayId gateway);

        /** Lets a gateway in again. */
        void open(GatewayId gateway);

        /** Hears that the suspended gateways are others than before. */
        void changed();
    }

    /** Begins to look. Called once. */
    public void start(Doors doors) {
        this.doors = doors;
        var ignored = thread.scheduleWithFixedDelay(() -> look(doors), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks at once; what was decided before is in force when this returns. */
    public void lookNow() {
        Doors doors = this.doors;
        if (doors != null) {
            CompletableFuture.runAsync(() -> look(doors), thread).join();
        }
    }

    @Override
    public void close() {
        thread.close();
    }

    private void look(Doors doors) {
        try {
            List<StandingOrder> given = orders.all();
            Set<GatewayId> before = registry.suspended().keySet();
            Map<GatewayId, Suspension> now = decided(given);
            registry.standing(now, ledger.withdrawn());
            now.keySet().forEach(doors::shut);
            before.stream().filter(gateway -> !now.containsKey(gateway)).forEach(gateway -> {
                LOG.info("gateway {} is restored", gateway);
                doors.open(gateway);
            });
            now.forEach((gateway, why) -> {
                if (!before.contains(gateway)) {
                    LOG.info("gateway {} is suspended, {}", gateway, why);
                }
            });
            if (!before.equals(now.keySet())) {
                doors.changed();
            }
            given.stream().filter(order -> !order.inForce()).forEach(orders::inForce);
        } catch (RuntimeException e) {
            LOG.error("who is suspended cannot be told, and stays as it was: {}", e.getMessage());
        }
    }

    private Map<GatewayId, Suspension> decided(List<StandingOrder> given) {
        LedgerStandings read = LedgerStandings.read(jdbi);
        if (read.block() >= ledger.block()) {
            ledger = read;
        }
        Map<GatewayId, Suspension> suspended = new TreeMap<>(ledger.suspended());
        for (StandingOrder order : given) {
            boolean followed = order.block().isPresent() && order.block().getAsLong() <= ledger.block();
            if (!followed && order.suspended()) {
                suspended.put(order.gateway(), order.suspension());
            } else if (!followed) {
                suspended.remove(order.gateway());
            }
        }
        return suspended;
    }
}
