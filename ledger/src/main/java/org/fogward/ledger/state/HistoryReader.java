package org.fogward.ledger.state;

import java.util.List;
import org.hyperledger.fabric.shim.ledger.KeyModification;

/** Looks up what a key was before. */
@FunctionalInterface
public interface HistoryReader {
    /**
     * All values that a key had.
     *
     * @param key a key of the contract that asks
     * @return its changes, newest first, as Fabric gives them
     */
    List<KeyModification> history(String key);
}
