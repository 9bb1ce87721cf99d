package org.fogward.ledger.fabric;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.fogward.ledger.ContractCall;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerEvents;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.Submission;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.client.ClientOptions;
import org.fogward.ledger.client.GatewayLedgerClient;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.SigningIdentity;

/**
 * A Hyperledger Fabric network, seen through the gateway of one organisation's peer. Each has a connection of its own,
 * which is made when it is used first and again whenever it is lost. Safe for several threads.
 */
public final class FabricLedger implements LedgerClient {
    private final ManagedChannel channel;
    private final LedgerClient client;

    private FabricLedger(ManagedChannel channel, LedgerClient client) {
        this.channel = channel;
        this.client = client;
    }

    /**
     * Gets ready to speak to the network of a profile's file.
     *
     * @param profile the file, as {@link ConnectionProfile} describes it
     * @param mspId in which organisation's name
     * @param role {@link NodeRole#CLIENT}, or {@link NodeRole#ADMIN} where the profile names one
     * @return the way to the network, whether or not it can be reached now
     * @throws LedgerException {@link Reason#INVALID} when the profile is wrong, or names no such organisation or role, or
     *     a key does not belong to its certificate; {@link Reason#UNAVAILABLE} when a file cannot be read
     */
    public static FabricLedger connect(Path profile, String mspId, NodeRole role) throws LedgerException {
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
     * @return the way to the network, whether or not it can be reached now
     * @throws LedgerException {@link Reason#INVALID} when the profile names no such organisation or role, or a key does not
     *     belong to its certificate; {@link Reason#UNAVAILABLE} when a file cannot be read
     */
    public static FabricLedger connect(ConnectionProfile profile, String mspId, NodeRole role) throws LedgerException {
        try {
            Organization organization = profile.organization(mspId);
            SigningIdentity identity = organization.identity(role);
            ManagedChannel channel = organization.peer().open();
            return new FabricLedger(
                    channel,
                    new GatewayLedgerClient(
                            channel, identity, ClientOptions.of(profile.channel(), profile.chaincode())));
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot read a file of " + mspId + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new LedgerException(Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Submission submit(ContractCall call) throws LedgerException {
        return client.submit(call);
    }

    @Override
    public String evaluate(ContractCall call) throws LedgerException {
        return client.evaluate(call);
    }

    @Override
    public Optional<TransactionPlace> find(String transactionId) throws LedgerException {
        return client.find(transactionId);
    }

    @Override
    public LedgerHead head() throws LedgerException {
        return client.head();
    }

    @Override
    public Optional<byte[]> block(long number) throws LedgerException {
        return client.block(number);
    }

    @Override
    public LedgerEvents events(long fromBlock, String afterTransaction) throws LedgerException {
        return client.events(fromBlock, afterTransaction);
    }

    @Override
    public void close() {
        client.close();
        channel.shutdownNow();
    }
}
