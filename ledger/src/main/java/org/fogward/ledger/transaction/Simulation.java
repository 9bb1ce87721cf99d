package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;

/**
 * What a run of the contract came to, before anything is written.
 *
 * @param accesses every key read, with its version, and every key written, each sorted by key
 * @param event the event that the contract raised
 * @param answer what the contract returned
 */
public record Simulation(KVRWSet accesses, Optional<ChaincodeEvent> event, ByteString answer) {
    /**
     * Whether there is something to commit.
     *
     * @return true when the contract wrote
     */
    public boolean writes() {
        return accesses.getWritesCount() > 0;
    }
}
