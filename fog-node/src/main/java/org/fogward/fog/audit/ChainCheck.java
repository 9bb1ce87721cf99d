package org.fogward.fog.audit;

import java.nio.file.Path;
import org.fogward.ledger.verify.ChainReport;
import org.fogward.ledger.verify.ChainVerifier;

/** How an audit gets to know what the chain holds. */
@FunctionalInterface
public interface ChainCheck {

    /**
     * Checks the chain.
     *
     * @param written whether somebody may be appending to it; then an incomplete last block is no finding
     */
    ChainReport run(boolean written);

    /** Checks the block file in a ledger's directory. */
    static ChainCheck of(Path ledger) {
        return written -> written ? ChainVerifier.verifyWhileWritten(ledger) : ChainVerifier.verify(ledger);
    }

    /**
     * Checks the block file in a ledger's directory, which has to begin with a block that is known.
     *
     * @param genesis the hash of block 0, 64 hexadecimal digits
     */
    static ChainCheck of(Path ledger, String genesis) {
        return written ->
                written ? ChainVerifier.verifyWhileWritten(ledger, genesis) : ChainVerifier.verify(ledger, genesis);
    }
}
