package org.fogward.ledger.fabric;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.client.ClientOptions;
import org.fogward.ledger.client.GatewayLedgerClient;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.SigningIdentity;

/**
 * The way to a Hyperledger Fabric network, through the gateway of one organisation's peer. Each client has a connection of its
 * own, which is made when it is used first, again whenever it is lost, and ends with the client.
 */
public final class FabricLedger {
    private FabricLedger() {}

    /**
     * Gets ready to speak to the network of a profile's file.
     *
     * @param profile the file, as {@link ConnectionProfile} describes it
     * @param mspId in which organisation's name
     * @param role {@link NodeRole#CLIENT}, or {@link NodeRole#ADMIN} where the profile names one
     * @return a client, whether or not the network can be reached now; safe for several threads
     * @throws LedgerException {@link Reason#INVALID} when the profile is wrong, or names no such organisation or role, or
     *     a key does not belong to its certificate; {@link Reason#UNAVAILABLE} when a file cannot be read
     */
    public static LedgerClient connect(Path profile, String mspId, NodeRole role) throws LedgerException {
        try {
            return connect(ConnectionProfile.read(profile), mspId, role);
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot read " + profile + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Gets ready to speak to the network of a profile.
     *
     * @param profile the profile
     * @param mspId in which organisation's name
     * @param role {@link NodeRole#CLIENT}, or {@link NodeRole#ADMIN} where the profile names one
     * @return a client, whether or not the network can be reached now; safe for several threads
     * @throws LedgerException {@link Reason#INVALID} when the profile names no such organisation or role, or a key does not
     *     belong to its certificate; {@link Reason#UNAVAILABLE} when a file cannot be read
     */
    public static LedgerClient connect(ConnectionProfile profile, String mspId, NodeRole role) throws LedgerException {
        try {
            Organization organization = profile.organization(mspId);
            SigningIdentity identity = organization.identity(role);
            return GatewayLedgerClient.owning(
                    organization.peer().open(), identity, ClientOptions.of(profile.channel(), profile.chaincode()));
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot read a file of " + mspId + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new LedgerException(Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
    }
}
