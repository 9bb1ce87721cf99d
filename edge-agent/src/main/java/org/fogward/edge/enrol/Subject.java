package org.fogward.edge.enrol;

import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.VerificationKey;

/**
 * Whom a gateway's certificate has to name.
 *
 * @param federation whom the gateway learns with
 * @param gateway its name there
 * @param signingKey what its messages are signed with
 */
public record Subject(FederationId federation, GatewayId gateway, VerificationKey signingKey) {}
