package org.fogward.ledger.state;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.identity.LedgerIdentity;
import org.fogward.ledger.transaction.Invocation;
import org.fogward.ledger.transaction.Simulation;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.shim.ledger.CompositeKey;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;

/**
 * What the contract sees of the world state during one call. It records reads and writes and changes nothing; as in
 * Fabric, a call does not see what it wrote itself. A submitted call may not read ranges, because they would conflict
 * with every new key, and an evaluated one may not write. Not thread-safe.
 */
final class StateStub extends LimitedStub {
    private static final String LAST_CODE_POINT = "\udbff\udfff";

    private final WorldState state;
    private final Invocation invocation;
    private final boolean evaluation;
    private final SortedMap<String, KVRead> reads = new TreeMap<>();
    private final SortedMap<String, KVWrite> writes = new TreeMap<>();
    private @Nullable ChaincodeEvent event;

    StateStub(WorldState state, Invocation invocation, boolean evaluation) {
        this.state = state;
        this.invocation = invocation;
        this.evaluation = evaluation;
    }

    Simulation simulation(ByteString answer) {
        KVRWSet accesses = KVRWSet.newBuilder()
                .addAllReads(reads.values())
                .addAllWrites(writes.values())
                .build();
        return new Simulation(accesses, Optional.ofNullable(event), answer);
    }

    @Override
    public List<byte[]> getArgs() {
        return invocation.arguments().stream().map(ByteString::toByteArray).toList();
    }

    @Override
    public List<String> getStringArgs() {
        return invocation.arguments().stream().map(ByteString::toStringUtf8).toList();
    }

    @Override
    public String getFunction() {
        return getStringArgs().stream().findFirst().orElse("");
    }

    @Override
    public List<String> getParameters() {
        return getStringArgs().stream().skip(1).toList();
    }

    @Override
    public String getTxId() {
        return invocation.transactionId();
    }

    @Override
    public String getChannelId() {
        return Invocation.CHANNEL;
    }

    @Override
    public byte[] getState(String key) {
        Optional<WorldState.Entry> entry = state.get(key);
        KVRead.Builder read = KVRead.newBuilder().setKey(key);
        entry.ifPresent(found -> read.setVersion(found.version()));
        reads.putIfAbsent(key, read.build());
        return entry.map(found -> found.value().toByteArray()).orElseGet(() -> new byte[0]);
    }

    @Override
    public void putState(String key, byte[] value) {
        write(KVWrite.newBuilder().setKey(key).setValue(ByteString.copyFrom(value)));
    }

    @Override
    public void delState(String key) {
        write(KVWrite.newBuilder().setKey(key).setIsDelete(true));
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByRange(String from, String to) {
        if (!evaluation) {
            throw notOffered("a range query to a submitted call");
        }
        return new RangeResults(state.range(from, to));
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(String key) {
        return getStateByRange(key, key + LAST_CODE_POINT);
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(String type, String... attributes) {
        return getStateByPartialCompositeKey(new CompositeKey(type, attributes));
    }

    @Override
    public QueryResultsIterator<KeyValue> getStateByPartialCompositeKey(CompositeKey key) {
        return getStateByPartialCompositeKey(key.toString());
    }

    @Override
    public CompositeKey createCompositeKey(String type, String... attributes) {
        return new CompositeKey(type, attributes);
    }

    @Override
    public CompositeKey splitCompositeKey(String key) {
        return CompositeKey.parseCompositeKey(key);
    }

    @Override
    public void setEvent(String name, byte[] payload) {
        event = ChaincodeEvent.newBuilder()
                .setChaincodeId(FederationContract.NAME)
                .setTxId(getTxId())
                .setEventName(name)
                .setPayload(ByteString.copyFrom(payload))
                .build();
    }

    @Override
    public @Nullable ChaincodeEvent getEvent() {
        return event;
    }

    @Override
    public Instant getTxTimestamp() {
        return invocation.timestamp();
    }

    @Override
    public byte[] getCreator() {
        return invocation.creator().toByteArray();
    }

    @Override
    public String getMspId() {
        return LedgerIdentity.MSP_ID;
    }

    private void write(KVWrite.Builder write) {
        if (evaluation) {
            throw notOffered("a write to an evaluated call");
        }
        if (write.getKey().isEmpty()) {
            throw new IllegalArgumentException("a key must not be empty");
        }
        writes.put(write.getKey(), write.build());
    }
}
