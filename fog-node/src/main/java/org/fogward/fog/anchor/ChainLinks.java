package org.fogward.fog.anchor;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.protocol.chain.ChainHead;
import org.fogward.protocol.digest.Digest;
import org.hyperledger.fabric.protos.common.Block;

/**
 * What shows a gateway that a block follows from one that it knows: the data hashes of the blocks in between, see
 * {@link ChainHead}. The newest are kept in memory, since all gateways ask for the same. Thread-safe.
 */
public final class ChainLinks {

    private final KeptBlocks ledger;
    private final Map<Long, Digest> dataHashes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Digest> eldest) {
            return size() > ChainHead.MOST_LINKS;
        }
    };

    /** Links of one ledger. */
    public ChainLinks(KeptBlocks ledger) {
        this.ledger = ledger;
    }

    /**
     * The data hashes of the blocks from one that is not known up to another.
     *
     * @param knownBlocks one more than the number of the newest known block; 0: none is known
     * @param block the block to be shown
     * @return empty if nothing is known, the block is not beyond, or there are more than {@link ChainHead#MOST_LINKS} in between
     * @throws LedgerException if the ledger cannot tell
     */
    public List<Digest> between(long knownBlocks, long block) throws LedgerException {
        List<Digest> links = new ArrayList<>();
        if (knownBlocks > 0 && block - knownBlocks < ChainHead.MOST_LINKS) {
            for (long number = knownBlocks; number <= block; number++) {
                links.add(dataHash(number));
            }
        }
        return links;
    }

    private synchronized Digest dataHash(long number) throws LedgerException {
        Digest known = dataHashes.get(number);
        if (known == null) {
            byte[] block = ledger.block(number)
                    .orElseThrow(() -> new LedgerException(Reason.UNAVAILABLE, "block " + number + " is not there"));
            try {
                known = Digest.ofBytes(
                        Block.parseFrom(block).getHeader().getDataHash().toByteArray());
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                throw new LedgerException(
                        Reason.CORRUPT, "block " + number + " has no data hash: " + e.getMessage(), e);
            }
            dataHashes.put(number, known);
        }
        return known;
    }
}
