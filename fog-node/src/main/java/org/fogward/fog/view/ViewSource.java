package org.fogward.fog.view;

import java.util.function.Consumer;

/** Where views come from. Thread-safe. */
public interface ViewSource {

    /** The federation as it is now; cheap enough to be asked several times a second. */
    FederationView snapshot();

    /**
     * Calls the listener after every change, several changes within a fraction of a second counting as one.
     *
     * @param listener called on a thread of the source, one call at a time for each listener; it must not block. What it throws
     *     is logged and changes nothing.
     * @return ends the calls when closed
     */
    Subscription subscribe(Consumer<FederationView> listener);

    /** A listener's place. Closing it twice does nothing. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
