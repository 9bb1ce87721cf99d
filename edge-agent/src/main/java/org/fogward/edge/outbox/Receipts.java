package org.fogward.edge.outbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import org.fogward.edge.history.HistoryWatch;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.merkle.InclusionProof;
import org.fogward.protocol.v1.Anchored;
import org.fogward.protocol.v1.Receipt;
import org.fogward.protocol.v1.Refused;
import org.fogward.protocol.v1.RoundEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What receipts do to the outbox. A receipt that comes twice, or for an update that is not here, changes nothing. A proof
 * is kept only if it holds: the leaf speaks of this gateway's update, and leads to the round's Merkle root (RFC 9162). Where its block
 * does not belong to the history that is known, it is kept as evidence.
 * Thread-safe.
 */
public final class Receipts {
    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    private final FederationId federation;
    private final GatewayId gateway;
    private final Outbox outbox;
    private final HistoryWatch history;

    /**
     * Makes the handling of one gateway's receipts.
     *
     * @param federation the gateway's federation
     * @param gateway the gateway
     * @param outbox its outbox
     * @param history what it knows of the ledger
     */
    public Receipts(FederationId federation, GatewayId gateway, Outbox outbox, HistoryWatch history) {
        this.federation = federation;
        this.gateway = gateway;
        this.outbox = outbox;
        this.history = history;
    }

    /**
     * Handles a receipt that the fog node signed.
     *
     * @param receipt the receipt
     */
    public void handle(Receipt receipt) {
        Digest update;
        try {
            update = Digest.ofBytes(receipt.getUpdateDigest().toByteArray());
        } catch (IllegalArgumentException e) {
            LOG.warn("Dropped a receipt for round {}: update_digest: {}", receipt.getRound(), e.getMessage());
            return;
        }
        switch (receipt.getOutcomeCase()) {
            case STORED -> stored(receipt.getRound(), update);
            case REFUSED -> refused(receipt.getRound(), update, receipt.getRefused());
            case ANCHORED -> anchored(receipt, update);
            case OUTCOME_NOT_SET -> LOG.warn("Dropped a receipt for round {}: no outcome", receipt.getRound());
        }
    }

    private void stored(long round, Digest update) {
        if (outbox.settle(update, Fate.COUNTED)) {
            LOG.info("Round {}: the fog node has the update", round);
        }
    }

    private void refused(long round, Digest update, Refused refused) {
        if (outbox.settle(update, Fate.of(refused.getReason()))) {
            LOG.warn("Round {}: the update was refused: {} {}", round, refused.getReason(), printable(refused));
        }
    }

    private void anchored(Receipt receipt, Digest update) {
        Optional<RoundEntry> entry = proved(receipt, receipt.getAnchored());
        if (entry.isEmpty()) {
            LOG.warn("Round {}: the receipt's inclusion proof does not hold", receipt.getRound());
            return;
        }
        boolean fits = history.accepts(receipt.getRound(), receipt.getAnchored());
        if (outbox.prove(update, Fate.of(entry.get().getRefusal()), receipt.toByteArray()) && fits) {
            LOG.info("Round {}: the update is on the ledger", receipt.getRound());
        }
    }

    /** The leaf that speaks of this gateway's update, if the proof holds. */
    private Optional<RoundEntry> proved(Receipt receipt, Anchored anchored) {
        try {
            RoundEntry entry = RoundEntry.parseFrom(anchored.getLeaf());
            List<Digest> path = anchored.getPathList().stream()
                    .map(ByteString::toByteArray)
                    .map(Digest::ofBytes)
                    .toList();
            Digest root = Digest.ofBytes(anchored.getMerkleRoot().toByteArray());
            boolean holds = entry.getFederation().equals(federation.value())
                    && entry.getGateway().equals(gateway.value())
                    && entry.getRound() == receipt.getRound()
                    && entry.getUpdateDigest().equals(receipt.getUpdateDigest())
                    && new InclusionProof(anchored.getLeafIndex(), anchored.getTreeSize(), path)
                            .verifies(anchored.getLeaf().toByteArray(), root);
            return holds ? Optional.of(entry) : Optional.empty();
        } catch (InvalidProtocolBufferException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Keeps control characters out of the log. */
    private static String printable(Refused refused) {
        return refused.getDetail().replaceAll("\\p{Cntrl}", " ");
    }
}
