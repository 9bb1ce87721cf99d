package org.fogward.ledger.transaction;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;

/**
 * What a transaction read and wrote of one contract's keys.
 *
 * @param namespace the contract's name, or that of one of Fabric's own
 * @param accesses the keys read, with their versions, the ranges read, and the keys written
 */
public record ContractAccesses(String namespace, KVRWSet accesses) {
    static List<ContractAccesses> parse(TxReadWriteSet sets) throws InvalidProtocolBufferException {
        ContractAccesses[] all = new ContractAccesses[sets.getNsRwsetCount()];
        for (int i = 0; i < all.length; i++) {
            NsReadWriteSet set = sets.getNsRwset(i);
            all[i] = new ContractAccesses(set.getNamespace(), KVRWSet.parseFrom(set.getRwset()));
        }
        return List.of(all);
    }

    /**
     * Whether there is something to commit.
     *
     * @return true when a key was written
     */
    public boolean writes() {
        return accesses.getWritesCount() > 0 || accesses.getMetadataWritesCount() > 0;
    }
}
