package org.fogward.edge.device;

/**
 * What a device proved itself by when it opened a connection.
 *
 * @param id names this key, code or certificate in the register; 0 for those of the configuration
 * @param device the device's name
 * @param kind what it is
 */
public record Credential(long id, String device, KnownDevice.Proof kind) {}
