package org.fogward.ledger.fabric;

import java.util.Optional;

/**
 * A member of a network.
 *
 * @param mspId the id of its membership service provider, such as {@code NorthMSP}
 * @param peer its peer that serves as a gateway
 * @param client who calls the contract in its name
 * @param admin who may change the channel in its name, where the profile says so
 */
public record Organization(String mspId, Endpoint peer, Credential client, Optional<Credential> admin) {}
