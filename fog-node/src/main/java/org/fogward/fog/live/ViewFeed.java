package org.fogward.fog.live;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fogward.fog.view.FederationView;
import org.fogward.fog.view.ViewSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands views out, to each listener at most a few times a second. Thread-safe. */
public final class ViewFeed implements ViewSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ViewFeed.class);
    private static final long PAUSE_MILLIS = 200;

    private final Supplier<FederationView> views;
    private final List<Consumer<FederationView>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("views").daemon().factory());

    /**
     * A feed without listeners.
     *
     * @param views makes a view; thread-safe
     */
    public ViewFeed(Supplier<FederationView> views) {
        this.views = views;
    }

    /** Says that something changed. Returns at once. */
    public void changed() {
        if (pending.compareAndSet(false, true)) {
            try {
                ScheduledFuture<?> ignored =
                        thread.schedule((Runnable) this::handOut, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("nobody is shown anything any more");
            }
        }
    }

    @Override
    public FederationView snapshot() {
        return views.get();
    }

    @Override
    public Subscription subscribe(Consumer<FederationView> listener) {
        Consumer<FederationView> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void handOut() {
        pending.set(false);
        if (listeners.isEmpty()) {
            return;
        }
        try {
            FederationView view = views.get();
            listeners.forEach(listener -> handOut(listener, view));
        } catch (RuntimeException e) {
            LOG.warn("no view could be made: {}", e.getMessage());
        }
    }

    private static void handOut(Consumer<FederationView> listener, FederationView view) {
        try {
            listener.accept(view);
        } catch (RuntimeException e) {
            LOG.warn("a listener failed: {}", e.toString());
        }
    }
}
