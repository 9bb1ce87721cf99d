package org.fogward.fog.ledger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.anchor.LedgerMembers;
import org.fogward.fog.config.LedgerConfig;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.EmbeddedOptions;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.SigningIdentity;

/** A ledger in the fog node's process: its blocks are on the disk before an anchor is acknowledged. */
record EmbeddedFogLedger(EmbeddedLedger embedded, LocalDoor door, LedgerMembers members) implements FogLedger {

    static EmbeddedFogLedger open(LedgerDirectory place, LedgerConfig.Embedded config, Clock clock)
            throws LedgerException {
        EmbeddedLedger embedded = EmbeddedLedger.open(
                place.requireEmbedded(), EmbeddedOptions.standard().withClock(clock));
        try {
            SigningIdentity fogNode = embedded.member(NodeRole.CLIENT);
            return new EmbeddedFogLedger(
                    embedded,
                    LocalDoor.open(embedded, place.directory(), config.port()),
                    new LedgerMembers(
                            fogNode.mspId(),
                            List.of(fogNode.mspId()),
                            1,
                            embedded.connect(fogNode),
                            Optional.of(embedded.connect(embedded.member(NodeRole.ADMIN)))));
        } catch (LedgerException | RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    @Override
    public void require(AnchorReceipt receipt) {
        // It is there.
    }

    @Override
    public Optional<byte[]> block(long number) throws LedgerException {
        return members.fogNode().block(number);
    }

    @Override
    public Optional<String> trouble() {
        return embedded.objectionToWrites();
    }

    @Override
    public void close() throws LedgerException {
        members.close();
        try {
            door.close();
        } finally {
            embedded.close();
        }
    }
}
