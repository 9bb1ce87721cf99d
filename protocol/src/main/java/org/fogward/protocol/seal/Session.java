package org.fogward.protocol.seal;

/**
 * What a gateway and its fog node share after one encapsulation: a key for each direction. Lives in memory only. Thread-safe.
 *
 * @param up seals what the gateway sends
 * @param down seals what the fog node sends to this gateway alone
 */
public record Session(MessageKey up, MessageKey down) {}
