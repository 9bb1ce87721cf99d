package org.fogward.fog;

import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.fogward.fog.tls.ServerIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the certificates of a running node: renews what is due, takes over what commands did to the authority, and has the
 * connections ended whose certificate is no longer good.
 */
final class AuthorityWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorityWatch.class);
    private static final long EVERY_SECONDS = 2;

    private final ServerIdentity identity;
    private final Runnable review;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("fog-authority").factory());

    AuthorityWatch(ServerIdentity identity, Runnable review) {
        this.identity = identity;
        this.review = review;
        thread.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void look() {
        try {
            if (identity.refresh()) {
                LOG.info("the doors show another certificate, or trust other roots now");
            }
            review.run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("the authority's files cannot be used, all stays as it was: {}", e.getMessage());
        }
    }
}
