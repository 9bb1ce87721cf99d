package org.fogward.fog.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.fogward.fog.anchor.LedgerMembers;
import org.fogward.fog.config.LedgerConfig;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.TransactionPlace;
import org.fogward.ledger.fabric.ConnectionProfile;
import org.fogward.ledger.fabric.FabricLedger;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.mirror.ChainMirror;

/** A Hyperledger Fabric network, and the copy of its chain that the fog node keeps. */
record NetworkFogLedger(LedgerMembers members, ChainMirror mirror) implements FogLedger {

    /** A peer commits a block some milliseconds before it streams it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static NetworkFogLedger open(LedgerDirectory place, LedgerConfig.Network config) throws LedgerException {
        ConnectionProfile profile = profile(config);
        LedgerMembers members = members(profile, config);
        try {
            place.requireNetwork("the channel " + profile.channel() + ", chaincode " + profile.chaincode());
            ChainMirror mirror = new ChainMirror(place.blocks(), members.fogNode());
            mirror.start();
            return new NetworkFogLedger(members, mirror);
        } catch (LedgerException | RuntimeException e) {
            members.close();
            throw e;
        }
    }

    @Override
    public void require(AnchorReceipt receipt) throws LedgerException {
        mirror.await(new TransactionPlace(receipt.transactionId(), receipt.block(), receipt.headHash()), PATIENCE);
    }

    @Override
    public Optional<byte[]> block(long number) throws LedgerException {
        return mirror.block(number);
    }

    @Override
    public Optional<String> trouble() {
        return mirror.trouble();
    }

    @Override
    public void close() throws LedgerException {
        try {
            mirror.close();
        } finally {
            members.close();
        }
    }

    private static ConnectionProfile profile(LedgerConfig.Network config) throws LedgerException {
        try {
            return ConnectionProfile.read(config.profile());
        } catch (IOException e) {
            throw new LedgerException(
                    Reason.UNAVAILABLE, "profile: cannot read " + config.profile() + " (" + e + ")", e);
        } catch (IllegalArgumentException e) {
            throw new LedgerException(Reason.INVALID, "profile: " + e.getMessage(), e);
        }
    }

    private static LedgerMembers members(ConnectionProfile profile, LedgerConfig.Network config)
            throws LedgerException {
        try {
            LedgerClient fogNode = FabricLedger.connect(profile, config.organization(), NodeRole.CLIENT);
            try {
                boolean admin =
                        profile.organization(config.organization()).admin().isPresent();
                return new LedgerMembers(
                        config.organization(),
                        config.organizations(),
                        config.approvals(),
                        fogNode,
                        admin
                                ? Optional.of(FabricLedger.connect(profile, config.organization(), NodeRole.ADMIN))
                                : Optional.empty());
            } catch (LedgerException | RuntimeException e) {
                fogNode.close();
                throw e;
            }
        } catch (LedgerException e) {
            throw new LedgerException(e.reason(), "profile " + config.profile() + ": " + e.getMessage(), e);
        }
    }
}
