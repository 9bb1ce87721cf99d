package org.fogward.protocol.link;

import java.util.function.Supplier;

/**
 * What the broker publishes, with QoS 1, when a link ends, whether it was closed or cut (MQTT 5, 3.1.2.5).
 *
 * @param topic where
 * @param payload makes the message; asked anew for each connection, so that it can carry a time
 * @param retained whether the broker keeps it for later subscribers
 */
public record LastWill(String topic, Supplier<byte[]> payload, boolean retained) {}
