package org.fogward.ledger.channel;

/** The configuration that counts now, which configuration blocks replace. Safe for several threads. */
public final class CurrentChannel {
    private volatile ChannelConfig config;

    /**
     * Begins.
     *
     * @param config what counts first
     */
    public CurrentChannel(ChannelConfig config) {
        this.config = config;
    }

    /**
     * What counts now. Whoever asks twice may get two answers.
     *
     * @return the configuration
     */
    public ChannelConfig config() {
        return config;
    }

    /**
     * From now on another one counts.
     *
     * @param next the configuration of a block that is stored
     */
    public void replace(ChannelConfig next) {
        config = next;
    }
}
