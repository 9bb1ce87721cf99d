package org.fogward.edge.history;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.fogward.protocol.chain.ChainHead;
import org.fogward.protocol.digest.Digest;
import org.fogward.protocol.v1.Anchored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that each receipt's block belongs to the history that earlier receipts showed. The first one is taken as it is; every other
 * has to be one of the known blocks, or follow from one by the data hashes that come with it, past all known blocks in between.
 * One that is late, and older than the newest known, is let by unseen, and so is one for an update that was made before any block was
 * known; one that is more than 4,096 blocks away is taken as it is. Anything else is an alarm, which is logged, kept, and told to the fog node's operators. For one thread.
 */
public final class HistoryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWatch.class);

    private final KnownHeads heads;

    /**
     * Makes a watch.
     *
     * @param heads what is known
     */
    public HistoryWatch(KnownHeads heads) {
        this.heads = heads;
    }

    /**
     * Looks at a receipt whose proof holds.
     *
     * @param round the receipt's round
     * @param anchored where it says that the round is
     * @return whether it fits what is known
     */
    public boolean accepts(long round, Anchored anchored) {
        Optional<String> finding;
        try {
            finding = contradiction(round, anchored);
        } catch (IllegalArgumentException e) {
            finding = Optional.of("it is malformed: " + e.getMessage());
        }
        finding.ifPresent(what -> {
            String sentence = "the receipt of round " + round + " does not fit the ledger's history: " + what;
            LOG.error("Alarm: {}", sentence);
            heads.raise(round, sentence);
        });
        return finding.isEmpty();
    }

    private Optional<String> contradiction(long round, Anchored anchored) {
        ChainHead said = new ChainHead(anchored.getBlock(), digest(anchored.getHeadHash()));
        Optional<ChainHead> known = heads.head(said.block());
        if (known.isPresent()) {
            return known.get().equals(said)
                    ? Optional.empty()
                    : Optional.of("block " + said.block() + " was another one before");
        }
        if (heads.newest().isEmpty()) {
            heads.keep(List.of(said));
            return Optional.empty();
        }
        Optional<ChainHead> start =
                anchored.getKnownBlocks() == 0 ? Optional.empty() : heads.head(anchored.getKnownBlocks() - 1);
        if (start.isEmpty() && said.block() < heads.newest().orElseThrow().block()) {
            LOG.debug("Block {} came later than one after it", said.block());
            return Optional.empty();
        }
        if (start.isEmpty() && anchored.getKnownBlocks() == 0 && unlinked(round, said)) {
            return Optional.empty();
        }
        if (start.isEmpty()) {
            return Optional.of("nothing shows that block " + said.block() + " follows a known one");
        }
        return walk(start.get(), anchored.getDataHashesList(), said);
    }

    /** Whether no links can be asked for. After a long absence the block is believed; else the next receipt shows more. */
    private boolean unlinked(long round, ChainHead said) {
        if (said.block() - heads.newest().orElseThrow().block() > ChainHead.MOST_LINKS) {
            LOG.info("Block {} is too far from any known one to be checked, and is taken as it is", said.block());
            heads.keep(List.of(said));
            return true;
        }
        return heads.toldNothing(round);
    }

    private Optional<String> walk(ChainHead start, List<ByteString> dataHashes, ChainHead said) {
        ChainHead reached = start;
        for (ByteString dataHash : dataHashes) {
            reached = reached.next(digest(dataHash));
            Optional<ChainHead> known = heads.head(reached.block());
            if (known.isPresent() && !known.get().equals(reached)) {
                return Optional.of("block " + reached.block() + " was another one before");
            }
        }
        if (!reached.equals(said)) {
            return Optional.of("block " + said.block() + " does not follow block " + start.block());
        }
        heads.keep(List.of(said));
        return Optional.empty();
    }

    private static Digest digest(ByteString bytes) {
        return Digest.ofBytes(bytes.toByteArray());
    }
}
