package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** The form of a snapshot: counts and lengths as 4-byte numbers before what they count, big-endian. */
final class SnapshotText {
    private static final long FORM = 0x666f677761726432L;

    private SnapshotText() {}

    static void write(DataOutputStream output, LedgerState state) throws IOException {
        output.writeLong(FORM);
        output.writeLong(state.head().height());
        bytes(output, state.headHash());
        Map<String, WorldState> states = state.namespaces().all();
        output.writeInt(states.size());
        for (Map.Entry<String, WorldState> each : states.entrySet()) {
            text(output, each.getKey());
            write(output, each.getValue());
        }
        write(output, state.history());
        output.writeInt(state.transactions().size());
        for (Map.Entry<String, TransactionEntry> each : state.transactions().entrySet()) {
            text(output, each.getKey());
            output.writeLong(each.getValue().block());
            output.writeInt(each.getValue().index());
            output.writeInt(each.getValue().code().getNumber());
        }
    }

    /** Throws some runtime exception or other when the form is not this one; no count is believed beyond the size. */
    static LedgerState read(DataInputStream input, long size) throws IOException {
        if (input.readLong() != FORM) {
            throw new IOException("another form");
        }
        long height = input.readLong();
        ByteString headHash = bytes(input, size);
        Namespaces namespaces = new Namespaces();
        for (int i = count(input, size); i > 0; i--) {
            read(input, size, namespaces.writable(text(input, size)));
        }
        KeyHistory history = readHistory(input, size);
        int count = count(input, size);
        Map<String, TransactionEntry> transactions = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            String id = text(input, size);
            transactions.put(id, new TransactionEntry(input.readLong(), input.readInt(), code(input)));
        }
        return new LedgerState(namespaces, history, transactions, height, headHash);
    }

    private static TxValidationCode code(DataInputStream input) throws IOException {
        TxValidationCode code = TxValidationCode.forNumber(input.readInt());
        if (code == null) {
            throw new IOException("an unknown judgement");
        }
        return code;
    }

    private static void write(DataOutputStream output, WorldState state) throws IOException {
        output.writeInt(state.entries().size());
        for (Map.Entry<String, WorldState.Entry> each : state.entries().entrySet()) {
            text(output, each.getKey());
            bytes(output, each.getValue().value());
            output.writeLong(each.getValue().version().getBlockNum());
            output.writeInt((int) each.getValue().version().getTxNum());
        }
    }

    private static void read(DataInputStream input, long size, WorldState state) throws IOException {
        for (int i = count(input, size); i > 0; i--) {
            String key = text(input, size);
            ByteString value = bytes(input, size);
            Version version = Version.newBuilder()
                    .setBlockNum(input.readLong())
                    .setTxNum(input.readInt())
                    .build();
            state.put(key, new WorldState.Entry(value, version));
        }
    }

    private static void write(DataOutputStream output, KeyHistory history) throws IOException {
        output.writeInt(history.writers().size());
        for (Map.Entry<KeyHistory.Key, long[]> each : history.writers().entrySet()) {
            text(output, each.getKey().namespace());
            text(output, each.getKey().name());
            output.writeInt(each.getValue().length);
            for (long place : each.getValue()) {
                output.writeLong(place);
            }
        }
    }

    private static KeyHistory readHistory(DataInputStream input, long size) throws IOException {
        KeyHistory history = new KeyHistory();
        for (int i = count(input, size); i > 0; i--) {
            KeyHistory.Key key = new KeyHistory.Key(text(input, size).intern(), text(input, size));
            long[] places = new long[count(input, size)];
            for (int j = 0; j < places.length; j++) {
                places[j] = input.readLong();
            }
            history.put(key, places);
        }
        return history;
    }

    private static void text(DataOutputStream output, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.writeInt(bytes.length);
        output.write(bytes);
    }

    private static String text(DataInputStream input, long size) throws IOException {
        return new String(input.readNBytes(count(input, size)), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream output, ByteString bytes) throws IOException {
        output.writeInt(bytes.size());
        bytes.writeTo(output);
    }

    private static ByteString bytes(DataInputStream input, long size) throws IOException {
        return ByteString.copyFrom(input.readNBytes(count(input, size)));
    }

    private static int count(DataInputStream input, long size) throws IOException {
        int count = input.readInt();
        if (count < 0 || count > size) {
            throw new IOException("a count of " + count + " in a file of " + size + " bytes");
        }
        return count;
    }
}
