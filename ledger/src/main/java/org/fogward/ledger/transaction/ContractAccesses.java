package org.fogward.ledger.transaction;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.encoders.Hex;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVReadHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * What a transaction read and wrote of one contract's keys.
 *
 * @param namespace the contract's name, or that of one of Fabric's own; for a collection of private data with
 *     {@code $$h} and the collection's name behind it
 * @param accesses the keys read, with their versions, the ranges read, and the keys written
 */
public record ContractAccesses(String namespace, KVRWSet accesses) {
    private static final String OF_COLLECTION = "$$h";
    private static final ByteString EMPTY = Sha256.of();

    /** A collection's keys are known by their hashes only, and stand beside the contract's own as Fabric's peers keep them. */
    static List<ContractAccesses> parse(TxReadWriteSet sets) throws InvalidProtocolBufferException {
        List<ContractAccesses> all = new ArrayList<>();
        for (NsReadWriteSet set : sets.getNsRwsetList()) {
            all.add(new ContractAccesses(set.getNamespace(), KVRWSet.parseFrom(set.getRwset())));
            for (CollectionHashedReadWriteSet each : set.getCollectionHashedRwsetList()) {
                all.add(new ContractAccesses(
                        set.getNamespace() + OF_COLLECTION + each.getCollectionName(),
                        hashed(HashedRWSet.parseFrom(each.getHashedRwset()))));
            }
        }
        return List.copyOf(all);
    }

    /**
     * The contract that the keys belong to.
     *
     * @return the namespace without the collection
     */
    public String contract() {
        int end = namespace.indexOf(OF_COLLECTION);
        return end < 0 ? namespace : namespace.substring(0, end);
    }

    /**
     * The collection of private data whose hashed keys these are.
     *
     * @return empty for the contract's own keys
     */
    public String collection() {
        int end = namespace.indexOf(OF_COLLECTION);
        return end < 0 ? "" : namespace.substring(end + OF_COLLECTION.length());
    }

    private static KVRWSet hashed(HashedRWSet set) {
        KVRWSet.Builder keys = KVRWSet.newBuilder();
        for (KVReadHash read : set.getHashedReadsList()) {
            KVRead.Builder key = KVRead.newBuilder().setKey(hex(read.getKeyHash()));
            if (read.hasVersion()) {
                key.setVersion(read.getVersion());
            }
            keys.addReads(key);
        }
        set.getHashedWritesList()
                .forEach(write -> keys.addWrites(KVWrite.newBuilder()
                        .setKey(hex(write.getKeyHash()))
                        .setIsDelete(write.getIsDelete() || write.getValueHash().equals(EMPTY))
                        .setValue(write.getValueHash())));
        set.getMetadataWritesList()
                .forEach(write -> keys.addMetadataWrites(KVMetadataWrite.newBuilder()
                        .setKey(hex(write.getKeyHash()))
                        .addAllEntries(write.getEntriesList())));
        return keys.build();
    }

    private static String hex(ByteString hash) {
        return Hex.toHexString(hash.toByteArray());
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
