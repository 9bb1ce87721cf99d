package org.fogward.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.util.encoders.Hex;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.WorldState;
import org.fogward.ledger.transaction.ContractAccesses;
import org.fogward.ledger.transaction.Sha256;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * The hash by which Fabric's peers compare what they have committed: over the judgements on a block's transactions, what
 * the valid ones wrote, and the hash before. Configurations are not in it.
 */
public final class CommitHash {
    private static final int NAMESPACE = 1;
    private static final int COLLECTION = 2;
    private static final int KEY = 3;
    private static final int IS_DELETE = 4;
    private static final int VALUE = 5;
    private static final int VERSION = 6;
    private static final int ENTRIES = 1;

    private record Write(KVWrite write, int transaction) {}

    private CommitHash() {}

    /**
     * The hash after a block.
     *
     * @param before the hash after the block before; empty for the first one
     * @param number the block's number
     * @param block its transactions, judged
     * @param codes the judgements, one byte for each transaction
     * @return SHA-256
     */
    public static ByteString after(ByteString before, long number, List<CommittedTransaction> block, ByteString codes) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream output = CodedOutputStream.newInstance(bytes);
            output.writeByteArrayNoTag(codes.toByteArray());
            for (ByteString each : writes(number, block)) {
                output.writeBytes(ENTRIES, each);
            }
            output.writeRawBytes(before);
            output.flush();
            return Sha256.of(ByteString.copyFrom(bytes.toByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }

    /** By contract, its own keys before its collections', by key; only the first of a kind says which. */
    private static List<ByteString> writes(long number, List<CommittedTransaction> block) throws IOException {
        SortedMap<String, SortedMap<String, SortedMap<String, Write>>> newest = new TreeMap<>(WorldState.KEY_ORDER);
        for (int i = 0; i < block.size(); i++) {
            if (block.get(i).valid()) {
                for (ContractAccesses each : block.get(i).contracts()) {
                    for (KVWrite write : each.accesses().getWritesList()) {
                        newest.computeIfAbsent(each.contract(), _ -> new TreeMap<>(WorldState.KEY_ORDER))
                                .computeIfAbsent(each.collection(), _ -> new TreeMap<>(WorldState.KEY_ORDER))
                                .put(write.getKey(), new Write(write, i));
                    }
                }
            }
        }
        List<ByteString> entries = new ArrayList<>();
        for (var contract : newest.entrySet()) {
            String namespace = contract.getKey();
            for (var collection : contract.getValue().entrySet()) {
                String name = collection.getKey();
                for (Map.Entry<String, Write> write : collection.getValue().entrySet()) {
                    boolean hashed = !collection.getKey().isEmpty();
                    entries.add(entry(namespace, name, hashed, number, write.getValue()));
                    namespace = "";
                    name = "";
                }
            }
        }
        return entries;
    }

    private static ByteString entry(String namespace, String collection, boolean hashed, long number, Write write)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        if (!namespace.isEmpty()) {
            output.writeString(NAMESPACE, namespace);
        }
        if (!collection.isEmpty()) {
            output.writeString(COLLECTION, collection);
        }
        String key = write.write().getKey();
        output.writeBytes(KEY, hashed ? ByteString.copyFrom(Hex.decode(key)) : ByteString.copyFromUtf8(key));
        if (WorldState.deletes(write.write())) {
            output.writeBool(IS_DELETE, true);
        } else {
            output.writeBytes(VALUE, write.write().getValue());
        }
        output.writeBytes(VERSION, ordered(number).concat(ordered(write.transaction())));
        output.flush();
        return ByteString.copyFrom(bytes.toByteArray());
    }

    /** How many bytes a number takes, then the bytes, so that encoded numbers sort as numbers do. */
    private static ByteString ordered(long number) {
        int size = (Long.SIZE - Long.numberOfLeadingZeros(number) + Byte.SIZE - 1) / Byte.SIZE;
        byte[] all = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        return ByteString.copyFrom(new byte[] {(byte) size}).concat(ByteString.copyFrom(all, Long.BYTES - size, size));
    }
}
