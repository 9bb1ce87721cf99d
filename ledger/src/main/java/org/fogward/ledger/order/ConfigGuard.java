package org.fogward.ledger.order;

import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigException;

/** Keeps a ledger from taking a configuration with which it could not go on. */
@FunctionalInterface
public interface ConfigGuard {
    /**
     * Objects or not.
     *
     * @param next a configuration that the members have agreed upon
     * @throws ConfigException why the ledger could not work with it
     */
    void require(ChannelConfig next) throws ConfigException;
}
