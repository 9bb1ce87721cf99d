package org.fogward.fog.http;

import org.fogward.protocol.identity.GatewayId;

/** Hears how many bytes of blobs went to a gateway. Thread-safe. */
@FunctionalInterface
public interface BlobTraffic {

    /**
     * Called when a download ends, whole or broken off.
     *
     * @param gateway who asked
     * @param bytes how many were handed to the connection, more than 0
     */
    void sent(GatewayId gateway, long bytes);
}
