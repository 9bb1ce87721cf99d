package org.fogward.ledger.mirror;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.fogward.ledger.LedgerBlocks;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.LedgerException.Reason;
import org.fogward.ledger.block.BrokenChainException;

/** Fetches a chain as it is now, for somebody who does not take another's copy. */
public final class ChainDownload {
    private ChainDownload() {}

    /**
     * Fetches all blocks that there are when it begins.
     *
     * @param ledger the ledger
     * @param file where they go; a copy that is there is gone on with
     * @param progress hears of how many blocks are there, after each
     * @throws LedgerException {@link Reason#UNAVAILABLE} when the ledger cannot answer or the file not be written,
     *     {@link Reason#CORRUPT} when a block does not follow from the one before
     */
    public static void fetch(LedgerClient ledger, Path file, LongConsumer progress) throws LedgerException {
        long height = ledger.head().height();
        try (ChainCopy copy = ChainCopy.open(file);
                LedgerBlocks blocks = ledger.blocks(copy.head().height())) {
            while (copy.head().height() < height && blocks.hasNext()) {
                copy.add(blocks.next());
                progress.accept(copy.head().height());
            }
        } catch (IOException e) {
            throw new LedgerException(Reason.UNAVAILABLE, "cannot write " + file + ": " + e.getMessage(), e);
        } catch (BrokenChainException e) {
            throw new LedgerException(
                    Reason.CORRUPT, "the ledger gives a block that does not follow: " + e.getMessage(), e);
        }
    }
}
