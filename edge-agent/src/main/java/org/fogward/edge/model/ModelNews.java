package org.fogward.edge.model;

import java.util.Arrays;
import java.util.Optional;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.ModelAnnouncement;

/** The newest word on the global model. It comes on another topic than the round that needs it, and so perhaps later. Thread-safe. */
public final class ModelNews {
    private final long patienceMillis;
    private Optional<ModelAnnouncement> newest = Optional.empty();

    /**
     * Nothing has been said so far.
     *
     * @param patienceMillis how long to wait for what should have come
     */
    public ModelNews(long patienceMillis) {
        this.patienceMillis = patienceMillis;
    }

    /** Takes an announcement. */
    public synchronized void announce(ModelAnnouncement model) {
        newest = Optional.of(model);
        notifyAll();
    }

    /** What was said of a model so far. */
    synchronized Optional<ModelAnnouncement> known(Digest model) {
        return newest.filter(news -> Arrays.equals(news.getDigest().toByteArray(), model.bytes()));
    }

    /**
     * What was said of a model; waits a little if nothing was.
     *
     * @throws InterruptedException when the thread was interrupted
     */
    synchronized Optional<ModelAnnouncement> of(Digest model) throws InterruptedException {
        long end = System.nanoTime() + patienceMillis * 1_000_000;
        while (true) {
            Optional<ModelAnnouncement> fitting = known(model);
            long left = (end - System.nanoTime()) / 1_000_000;
            if (fitting.isPresent() || left <= 0) {
                return fitting;
            }
            wait(left);
        }
    }
}
